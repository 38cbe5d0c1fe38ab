package io.ordermig.local;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The folder of DynamoDB Local, beside that of PostgreSQL: what lies where.
 *
 * @param home the real path; the server's working directory, by which it is recognised
 */
record DynamoFolder(Path home) {

    /** Makes the folder ready; what is there stays. */
    static DynamoFolder prepare(Path directory) throws IOException {
        DynamoFolder folder =
                new DynamoFolder(LocalFolder.prepareRoot(directory).resolve("dynamodb"));
        for (Path each : new Path[] {folder.home, folder.data(), folder.temporary(), folder.leases()}) {
            DurableFiles.createPrivateFolder(each);
        }
        return folder;
    }

    Path data() {
        return home.resolve("data");
    }

    /** The server unpacks its native library here, and takes it away unless it is killed. */
    Path temporary() {
        return home.resolve("tmp");
    }

    Path log() {
        return home.resolve("server.log");
    }

    Path pidFile() {
        return home.resolve("server.pid");
    }

    Path portFile() {
        return home.resolve("port");
    }

    Path controlLock() {
        return home.resolve("control.lock");
    }

    Path leases() {
        return home.resolve("leases");
    }
}
