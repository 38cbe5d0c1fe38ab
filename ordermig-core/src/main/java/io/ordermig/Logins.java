package io.ordermig;

import io.ordermig.aws.Aws;
import io.ordermig.aws.IamLogin;
import io.ordermig.aws.KeptSettings;
import io.ordermig.config.AwsConfig;
import io.ordermig.config.ConfigProblem;
import io.ordermig.config.ConnectionConfig;
import io.ordermig.config.LoginSource;
import io.ordermig.config.Settings;
import io.ordermig.postgres.ServerUrl;
import io.ordermig.problem.Problem;
import java.util.Optional;

/** Finds where the logins of a database come from. */
final class Logins {

    private Logins() {}

    static Optional<LoginSource> of(Settings settings, Run run) {
        AwsConfig config = AwsConfig.from(settings);
        Optional<LoginSource> kept = Optional.empty();
        if (config.fetches()) {
            kept = KeptSettings.complete(settings, run.aws(config));
        }
        return config.iamAuth() ? Optional.of(iam(settings, run.aws(config))) : kept;
    }

    private static LoginSource iam(Settings settings, Aws aws) {
        String user = settings.text("user", "");
        if (user.isEmpty()) {
            settings.missing("user", "A login by IAM needs the name of a database role.", "<role>");
        }
        if (!settings.secret("password").isEmpty()) {
            settings.problem(
                    Problem.of(ConfigProblem.INVALID_VALUE, "The login is given twice: by iamAuth, and by a password.")
                            .where("parameters iamAuth, password")
                            .fix("Leave out the one that is not meant.")
                            .build());
        }
        ServerUrl server = ServerUrl.of(ConnectionConfig.from(settings));
        settings.check();
        return new IamLogin(aws, user, server.host(), server.ports().get(0));
    }
}
