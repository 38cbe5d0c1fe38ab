import groovy.json.JsonOutput
import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
project.createDatabaseWithRestorePoints()
project.database().execute("CREATE ROLE it_deploy_fails SUPERUSER LOGIN PASSWORD 'it-secret-deploy'")

// The build is told nothing of the database: all of it is kept in AWS.
def server = new URI(project.database().url() - 'jdbc:')
['url', 'user', 'password'].each { project.withhold('ordermig.' + it) }
def aws = project.startAws()
aws.rds().instanceWithEverySettingSet('orders-staging')
def secret = aws.secretsManager().put('order-service/staging', JsonOutput.toJson([
        engine: 'postgres', host: server.host, port: server.port, dbname: project.database().name(),
        username: 'it_deploy_fails', password: 'it-secret-deploy']))
def kept = aws.parameterStore()
kept.put('/order-service/staging/db-secret-arn', secret)
kept.put('/order-service/staging/db-instance-id', 'orders-staging')
kept.put('/order-service/staging/migration-notification-topic', aws.sns().createTopic('migrations'))
true
