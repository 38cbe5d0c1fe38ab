import io.ordermig.maven.it.ItProject
import software.amazon.awssdk.services.dynamodb.model.AttributeValue

def project = new ItProject(basedir, context)
def aws = project.startAws()
project.pass('ordermig.notificationTopic', aws.sns().createTopic('migrations'))
['orders', 'old_orders'].each { table ->
    aws.dynamo().createTable(table, 'id')
    project.dynamo().putItem { it.tableName(table).item(id: AttributeValue.fromS('a'), state: AttributeValue.fromS('NEW')) }
}
aws.forget()
true
