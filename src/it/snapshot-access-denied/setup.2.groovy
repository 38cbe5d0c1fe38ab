import io.ordermig.maven.it.ItProject

new ItProject(basedir, context).aws().allowOnly(['rds:*'] as Set)
true
