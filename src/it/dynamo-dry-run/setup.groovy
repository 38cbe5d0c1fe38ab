import io.ordermig.maven.it.ItProject

new ItProject(basedir, context).startDynamo()
true
