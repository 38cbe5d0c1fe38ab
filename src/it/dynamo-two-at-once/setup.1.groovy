import io.ordermig.maven.it.ItProject

context.put('other', new ItProject(basedir, context).start('other.log', 'ordermig:dynamo', '-Dordermig.reportFolder=target/other'))
true
