import io.ordermig.maven.it.ItProject

def project = new ItProject(basedir, context)
def rds = project.aws().rds()
def settings = { instance ->
    instance.sdkFields().collectEntries { [it.memberName(), it.getValueOrDefault(instance)] }.findAll { name, value ->
        !(name in ['DbiResourceId', 'DbInstancePort', 'InstanceCreateTime', 'LatestRestorableTime', 'AvailabilityZone', 'TagList',
                   'SecondaryAvailabilityZone', 'EnhancedMonitoringResourceArn', 'PendingModifiedValues'])
    }
}

assert rds.dataVersion('orders') == 'before'
assert settings(rds.describedInstance('orders')) == settings(context.get('before'))
assert project.report('elsewhere').steps[0].outcome == 'succeeded'
project.stopAws()
true
