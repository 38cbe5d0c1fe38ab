package io.ordermig.testing.aws.rds;

import java.util.Collection;
import java.util.List;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.rds.model.ProcessorFeature;
import software.amazon.awssdk.services.rds.model.Tag;

/**
 * What a request wants, by the names of its parameters in the API: the requests that make instances have most of them
 * in common, but no type.
 */
record Wanted(SdkRequest request) {

    /** A text, or null when it is not said. */
    String text(String parameter) {
        return request.getValueForField(parameter, String.class).orElse(null);
    }

    String text(String parameter, String otherwise) {
        String text = text(parameter);
        return text == null ? otherwise : text;
    }

    /** A number, or null when it is not said. */
    Integer number(String parameter) {
        return request.getValueForField(parameter, Integer.class).orElse(null);
    }

    Integer number(String parameter, Integer otherwise) {
        Integer number = number(parameter);
        return number == null ? otherwise : number;
    }

    boolean flag(String parameter, boolean otherwise) {
        return request.getValueForField(parameter, Boolean.class).orElse(otherwise);
    }

    boolean says(String parameter) {
        return request.getValueForField(parameter, Object.class)
                .filter(value -> !(value instanceof Collection<?> values) || !values.isEmpty())
                .isPresent();
    }

    List<String> texts(String parameter) {
        return list(parameter, String.class);
    }

    List<Tag> tags() {
        return list("Tags", Tag.class);
    }

    List<ProcessorFeature> processorFeatures() {
        return list("ProcessorFeatures", ProcessorFeature.class);
    }

    private <T> List<T> list(String parameter, Class<T> type) {
        return request.getValueForField(parameter, List.class)
                .map(values -> ((List<?>) values).stream().map(type::cast).toList())
                .orElse(List.of());
    }
}
