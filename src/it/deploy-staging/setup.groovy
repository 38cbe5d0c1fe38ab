import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
project.createDatabaseWithRestorePoints()
def aws = project.startAws()
aws.rds().instanceWithEverySettingSet('orders-staging')

// The build is told nothing but the path: all else is kept in AWS.
def database = project.database()
def server = URI.create(database.url() - 'jdbc:')
['url', 'user', 'password'].each { project.withhold('ordermig.' + it) }
def secret = aws.secretsManager().put('orders', groovy.json.JsonOutput.toJson([
        engine: 'postgres', host: server.host, port: server.port, dbname: database.name(),
        username: database.user(), password: database.password()]))
aws.parameterStore().put('/order-service/staging/db-secret-arn', secret)
aws.parameterStore().put('/order-service/staging/db-instance-id', 'orders-staging')
aws.parameterStore().put('/order-service/staging/migration-notification-topic', aws.sns().createTopic('migrations'))
