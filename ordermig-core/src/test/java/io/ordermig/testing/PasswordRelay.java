package io.ordermig.testing;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Stands before a server that lets everybody in and asks for a password in clear, as RDS does for IAM tokens, so that a
 * test sees what a client logs in with and decides whether that is accepted. Source: PostgreSQL manual, Message Flow.
 */
public final class PasswordRelay implements Closeable {

    private static final int SSL_REQUEST = 80877103;
    private static final int GSS_REQUEST = 80877104;

    private final ServerSocket listener;
    private final int server;
    private final List<String> passwords = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private volatile @Nullable String accepted;
    private volatile Runnable afterLogin = () -> {};

    private PasswordRelay(int server) throws IOException {
        this.server = server;
        this.listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        start("password-relay", this::listen);
    }

    /** Starts a relay to a server on this machine. */
    public static PasswordRelay to(int port) throws IOException {
        return new PasswordRelay(port);
    }

    /** Where the relay listens. */
    public int port() {
        return listener.getLocalPort();
    }

    /** From now on only this password is let in. */
    public void accept(String password) {
        accepted = password;
    }

    /** From now on everybody is let in. */
    public void acceptAll() {
        accepted = null;
    }

    /** What happens once, when the next client has been let in. */
    public void afterLogin(Runnable once) {
        afterLogin = once;
    }

    /** The passwords that clients have given, in order. */
    public List<String> passwords() {
        return List.copyOf(passwords);
    }

    private void listen() {
        try {
            while (true) {
                Socket client = listener.accept();
                sockets.add(client);
                start("password-relay-client", () -> serve(client));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void serve(Socket client) {
        try {
            DataInputStream in = new DataInputStream(client.getInputStream());
            OutputStream out = client.getOutputStream();
            byte[] startup = startup(in, out);
            out.write(new byte[] {'R', 0, 0, 0, 8, 0, 0, 0, 3});
            out.flush();
            String password = password(in);
            passwords.add(password);
            String only = accepted;
            if (only != null && !only.equals(password)) {
                out.write(refusal());
                out.flush();
                client.close();
                return;
            }
            Runnable once = afterLogin;
            afterLogin = () -> {};
            Socket onward = new Socket("127.0.0.1", server);
            sockets.add(onward);
            onward.getOutputStream().write(startup);
            start("password-relay-back", () -> copy(onward, client));
            once.run();
            copy(client, onward);
        } catch (IOException e) {
            // the client went away
        }
    }

    /** The startup packet; the questions for encryption before it are answered with no. */
    private static byte[] startup(DataInputStream in, OutputStream out) throws IOException {
        while (true) {
            int length = in.readInt();
            byte[] rest = in.readNBytes(length - 4);
            int code = ((rest[0] & 0xff) << 24) | ((rest[1] & 0xff) << 16) | ((rest[2] & 0xff) << 8) | (rest[3] & 0xff);
            if (code != SSL_REQUEST && code != GSS_REQUEST) {
                byte[] packet = new byte[length];
                packet[0] = (byte) (length >>> 24);
                packet[1] = (byte) (length >>> 16);
                packet[2] = (byte) (length >>> 8);
                packet[3] = (byte) length;
                System.arraycopy(rest, 0, packet, 4, rest.length);
                return packet;
            }
            out.write('N');
            out.flush();
        }
    }

    private static String password(DataInputStream in) throws IOException {
        if (in.readByte() != 'p') {
            throw new IOException("not a password");
        }
        byte[] text = in.readNBytes(in.readInt() - 4);
        return new String(text, 0, text.length - 1, StandardCharsets.UTF_8);
    }

    private static byte[] refusal() {
        byte[] fields = "SFATAL\0C28P01\0Mpassword authentication failed\0\0".getBytes(StandardCharsets.UTF_8);
        byte[] message = new byte[fields.length + 5];
        message[0] = 'E';
        message[4] = (byte) (fields.length + 4);
        System.arraycopy(fields, 0, message, 5, fields.length);
        return message;
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            in.transferTo(to.getOutputStream());
        } catch (IOException closed) {
            // one side has hung up
        }
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
