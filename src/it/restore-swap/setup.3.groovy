import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
context.get('line').split(' ').findAll { it.startsWith('-D') }.each {
    def (name, value) = (it - '-D').split('=')
    project.pass(name, value)
}
true
