import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
context.get('line').split(' ').each {
    def (name, value) = (it - '-D').split('=')
    project.pass(name, value)
}
true
