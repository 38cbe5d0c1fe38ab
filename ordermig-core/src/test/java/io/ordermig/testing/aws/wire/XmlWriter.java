package io.ordermig.testing.aws.wire;

import java.io.StringWriter;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;

/** Writes responses as the XML of the AWS Query protocol. */
final class XmlWriter {

    private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();

    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter xml;

    /** What an element holds. */
    @FunctionalInterface
    interface Content {
        void write() throws XMLStreamException;
    }

    private XmlWriter() throws XMLStreamException {
        xml = FACTORY.createXMLStreamWriter(text);
    }

    static String response(String operation, SdkPojo response, String requestId) {
        return document(writer -> writer.element(operation + "Response", () -> {
            writer.element(operation + "Result", () -> writer.pojo(response));
            writer.element("ResponseMetadata", () -> writer.leaf("RequestId", requestId));
        }));
    }

    static String error(WireError error, String requestId) {
        return document(writer -> writer.element("ErrorResponse", () -> {
            writer.element("Error", () -> {
                writer.leaf("Type", error.status() < 500 ? "Sender" : "Receiver");
                writer.leaf("Code", error.code());
                writer.leaf("Message", error.message());
            });
            writer.leaf("RequestId", requestId);
        }));
    }

    @FunctionalInterface
    private interface Document {
        void write(XmlWriter writer) throws XMLStreamException;
    }

    private static String document(Document document) {
        try {
            XmlWriter writer = new XmlWriter();
            document.write(writer);
            writer.xml.flush();
            return writer.text.toString();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    private void element(String name, Content content) throws XMLStreamException {
        xml.writeStartElement(name);
        content.write();
        xml.writeEndElement();
    }

    private void leaf(String name, String value) throws XMLStreamException {
        element(name, () -> xml.writeCharacters(value));
    }

    private void pojo(SdkPojo pojo) throws XMLStreamException {
        for (SdkField<?> field : pojo.sdkFields()) {
            Object value = field.getValueOrDefault(pojo);
            if (Pojos.isGiven(value)) {
                member(field.unmarshallLocationName(), field, value);
            }
        }
    }

    private void member(String name, SdkField<?> field, Object value) throws XMLStreamException {
        if (value instanceof List<?> list) {
            list(name, field.getTrait(ListTrait.class), list);
        } else if (value instanceof Map<?, ?> map) {
            map(name, field.getTrait(MapTrait.class), map);
        } else if (value instanceof SdkPojo pojo) {
            element(name, () -> pojo(pojo));
        } else {
            leaf(name, scalar(field, value));
        }
    }

    private void list(String name, ListTrait trait, List<?> list) throws XMLStreamException {
        if (trait.isFlattened()) {
            for (Object element : list) {
                member(name, trait.memberFieldInfo(), element);
            }
        } else {
            SdkField<?> member = trait.memberFieldInfo();
            element(name, () -> {
                for (Object element : list) {
                    member(member.unmarshallLocationName(), member, element);
                }
            });
        }
    }

    private void map(String name, MapTrait trait, Map<?, ?> map) throws XMLStreamException {
        if (trait.isFlattened()) {
            entries(name, trait, map);
        } else {
            element(name, () -> entries("entry", trait, map));
        }
    }

    private void entries(String name, MapTrait trait, Map<?, ?> map) throws XMLStreamException {
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            element(name, () -> {
                leaf(trait.keyLocationName(), (String) entry.getKey());
                member(trait.valueLocationName(), trait.valueFieldInfo(), entry.getValue());
            });
        }
    }

    private static String scalar(SdkField<?> field, Object value) {
        if (value instanceof Instant instant) {
            return Timestamps.text(instant, Timestamps.format(field, Format.ISO_8601));
        }
        if (value instanceof SdkBytes bytes) {
            return Base64.getEncoder().encodeToString(bytes.asByteArray());
        }
        return value.toString();
    }
}
