package io.ordermig.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The schema that ships with the report, and reports that keep to it. */
final class ReportSchema {

    private ReportSchema() {}

    /** The report in a folder, which has the form of the schema. */
    static JsonNode valid(Path folder) throws IOException {
        String text = Files.readString(folder.resolve(ReportFile.NAME));
        assertThat(errors(text)).isEmpty();
        return new ObjectMapper().readTree(text);
    }

    /** What a report has that the schema does not allow, or lacks. */
    static List<Error> errors(String report) throws IOException {
        try (InputStream in = ReportFile.class.getResourceAsStream("migration-report.schema.json")) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(in, InputFormat.JSON)
                    .validate(
                            report,
                            InputFormat.JSON,
                            context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
        }
    }
}
