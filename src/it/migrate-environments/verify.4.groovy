import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
def log = project.log()

assert log.contains('The environment stagin is not one of this project\'s. [config/environment-unknown]')
assert log.contains('Did you mean -P env=staging?')

assert log.contains('No environment was named. [config/environment-missing]')
assert log.contains('The project has: local, production, staging.')

assert log.contains('The profile says staging, the parameter ordermig.environment says production. [config/environment-conflict]')
assert log.contains('More than one environment is asked for: local, staging. [config/environment-conflict]')

// None of them has touched anything.
assert log.count('Changed so far:     nothing') == 4
assert log.count('MojoFailureException') == 4
assert !new File(basedir, 'target/ordermig').exists()
assert !new File(basedir, '.ordermig').exists()
assert !project.database().has('flyway_schema_history')
true
