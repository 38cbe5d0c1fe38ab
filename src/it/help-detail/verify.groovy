import groovy.xml.XmlSlurper
import io.ordermig.maven.it.ItProject

def log = new ItProject(basedir, context).log()
def descriptor = new XmlSlurper().parse(new File(basedir, '../../classes/META-INF/maven/plugin.xml'))
def goals = descriptor.mojos.mojo.collectEntries { mojo ->
    [mojo.goal.text(), mojo.parameters.parameter.findAll { it.editable.text() == 'true' }*.name*.text()]
}

assert goals.keySet().containsAll(['migrate', 'info', 'validate', 'baseline', 'repair', 'clean', 'local', 'help'])
assert goals.keySet().containsAll(['snapshot', 'snapshots', 'prune', 'find-snapshot', 'restore'])
assert goals.keySet().containsAll(['dynamo', 'dynamo-undo', 'dynamo-info', 'dynamo-validate', 'dynamo-repair', 'dynamo-baseline'])
goals.each { goal, parameters ->
    def start = log.indexOf("ordermig:$goal\n")
    assert start >= 0 : goal
    def next = (goals.keySet() - goal).collect { log.indexOf("\nordermig:$it\n", start) }.findAll { it > 0 }.min()
    def section = next ? log.substring(start, next) : log.substring(start)
    parameters.each { name -> assert section =~ /(?m)^    $name\b/ : "$goal: $name" }
}
true
