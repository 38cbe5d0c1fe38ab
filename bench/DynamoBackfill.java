import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Times ordermig's backfill of DynamoDB items against a plain loop over the same items, with the same client, on the
 * same DynamoDB Local, in turn, each in a JVM of its own with the same small heap. All items carry a number, and each run
 * raises it by one, so every run finds the same work. After each run the table is asked whether all of it was done.
 *
 * <p>Arguments: {@code --runs 5} (1 for memory), {@code --items 200000}, {@code --heap 128m}, {@code --jvm "..."} for more options of
 * both sides; {@code --memory} to look instead at the memory of ordermig over that many items and over ten times as many.
 */
public final class DynamoBackfill {

    private static final String ORDERMIG = "ordermig";
    private static final String LOOP = "loop";
    private static final int WARM = 2_000;
    private static final double MB = 1 << 20;

    private final int runs;
    private final int items;
    private final String heap;
    private final List<String> jvm;
    private final boolean memory;
    private final URI endpoint;
    private final DynamoBackfillTable table;
    private int version;

    /** What one run printed, by name. */
    private record Sample(Map<String, Double> figures) {
        double of(String name) {
            return figures.getOrDefault(name, 0.0);
        }
    }

    private DynamoBackfill(List<String> arguments, URI endpoint) {
        this.memory = arguments.contains("--memory");
        this.runs = Integer.parseInt(option(arguments, "--runs", memory ? "1" : "5"));
        this.items = Integer.parseInt(option(arguments, "--items", "200000"));
        this.heap = option(arguments, "--heap", "128m");
        this.jvm = Arrays.stream(option(arguments, "--jvm", "").split(" "))
                .filter(argument -> !argument.isBlank())
                .toList();
        this.endpoint = endpoint;
        this.table = new DynamoBackfillTable(DynamoBackfillSide.client(endpoint));
    }

    public static void main(String[] arguments) throws Exception {
        try (DynamoBackfillServer server = new DynamoBackfillServer()) {
            new DynamoBackfill(Arrays.asList(arguments), server.endpoint()).run();
        }
    }

    private static String option(List<String> arguments, String name, String fallback) {
        int at = arguments.indexOf(name);
        return at < 0 ? fallback : arguments.get(at + 1);
    }

    private void run() throws Exception {
        if (memory) {
            compareMemory();
        } else {
            compareTimes();
        }
    }

    private void compareTimes() throws Exception {
        System.out.printf(Locale.ROOT, "%d runs each, in turn; %,d items; -Xmx%s%n", runs, items, heap);
        // not counted: the server is slow at first
        table.fill(WARM, version);
        side(LOOP, WARM);
        side(ORDERMIG, WARM);
        table.fill(items, version);
        List<Sample> ours = new ArrayList<>();
        List<Sample> theirs = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            if (i % 2 == 0) {
                ours.add(side(ORDERMIG, items));
                theirs.add(side(LOOP, items));
            } else {
                theirs.add(side(LOOP, items));
                ours.add(side(ORDERMIG, items));
            }
            System.out.printf(
                    Locale.ROOT,
                    "run %d            ordermig %7.2f s (change %7.2f s)  loop %7.2f s%n",
                    i + 1,
                    ours.get(i).of("seconds"),
                    ours.get(i).of("change"),
                    theirs.get(i).of("seconds"));
        }
        printRatio("whole", "seconds", ours, theirs);
        printRatio("change stage", "change", ours, theirs);
        System.out.printf(
                Locale.ROOT,
                "stages           count %.2f s, change %.2f s, verification %.2f s; rounds %.0f%n",
                median(ours, "count"),
                median(ours, "change"),
                median(ours, "verification"),
                most(ours, "rounds"));
        print(ORDERMIG, ours);
        print(LOOP, theirs);
    }

    private void printRatio(String title, String figure, List<Sample> ours, List<Sample> theirs) {
        double our = median(ours, figure);
        double their = median(theirs, figure);
        List<Double> ratios = IntStream.range(0, ours.size())
                .mapToObj(i -> ours.get(i).of(figure) / theirs.get(i).of(figure))
                .toList();
        System.out.printf(
                Locale.ROOT,
                "%-16s ordermig %7.2f s %,7.0f items/s  loop %7.2f s %,7.0f items/s  ratio of medians %.2f,"
                        + " median of ratios %.2f%n",
                title,
                our,
                items / our,
                their,
                items / their,
                our / their,
                median(ratios));
    }

    private void print(String title, List<Sample> all) {
        System.out.printf(
                Locale.ROOT,
                "%-16s per item %.4f read units, %.4f write units; lost races %.0f; checkpoints kept %.0f;"
                        + " peak heap %.0f MB, resident %.0f MB%n",
                title,
                median(all, "reads") / items,
                median(all, "writes") / items,
                most(all, "lost"),
                median(all, "checkpoints"),
                most(all, "heap") / MB,
                most(all, "resident") / MB);
    }

    private void compareMemory() throws Exception {
        System.out.printf(Locale.ROOT, "memory of ordermig's backfill, %d runs each; -Xmx%s%n", runs, heap);
        List<Sample> few = memory(items);
        List<Sample> many = memory(Math.multiplyExact(items, 10));
        for (String figure : List.of("live", "heap", "resident")) {
            System.out.printf(
                    Locale.ROOT,
                    "%-16s %,d items %6.1f MB  %,d items %6.1f MB  ratio %.2f%n",
                    figure,
                    items,
                    most(few, figure) / MB,
                    items * 10L,
                    most(many, figure) / MB,
                    most(many, figure) / most(few, figure));
        }
    }

    private List<Sample> memory(int count) throws Exception {
        table.fill(count, version);
        List<Sample> all = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            Sample sample = side(ORDERMIG, count);
            all.add(sample);
            System.out.printf(
                    Locale.ROOT,
                    "run %d            %,d items, %.2f s: live %.1f MB%n",
                    i + 1,
                    count,
                    sample.of("seconds"),
                    sample.of("live") / MB);
        }
        return all;
    }

    private static double median(List<Sample> all, String figure) {
        return median(all.stream().map(sample -> sample.of(figure)).toList());
    }

    private static double most(List<Sample> all, String figure) {
        return all.stream().mapToDouble(sample -> sample.of(figure)).max().orElse(0);
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** One run of one side, and a look whether it did its work. */
    private Sample side(String name, int count) throws Exception {
        version++;
        List<String> command = new ArrayList<>(List.of(java(), "-Xmx" + heap, "-XX:+UseSerialGC"));
        command.addAll(jvm);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "DynamoBackfillSide"));
        command.addAll(List.of(name, endpoint.toString(), Integer.toString(version), Boolean.toString(memory)));
        Path out = Files.createTempFile("ordermig-bench", ".out");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
            if (process.waitFor() != 0) {
                throw new IllegalStateException(name + " failed: " + Files.readString(out));
            }
            long right = table.count(version);
            if (right != count) {
                throw new IllegalStateException(name + " changed " + right + " items of " + count);
            }
            return new Sample(Files.readAllLines(out).stream()
                    .filter(line -> line.matches("[a-z]+=[0-9.]+"))
                    .map(line -> line.split("="))
                    .collect(Collectors.toMap(pair -> pair[0], pair -> Double.valueOf(pair[1]))));
        } finally {
            Files.delete(out);
        }
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
