# Each target prints the line it runs. On Maven 3 and 4.
MVN ?= mvn
ENV ?= local
EXAMPLE := example-order-service

.DEFAULT_GOAL := help
.PHONY: help build test it format local migrate info bench bench-dynamo aws-simulator clean

help: ## lists the targets
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 22
	@echo
	@echo '  ENV=$(ENV)   the environment of migrate and info'
	@echo '  IT=<name>   one Invoker project for it'
	@echo '  ARGS=...   arguments of bench-dynamo, such as --items 20000, or of aws-simulator; --help lists those'

build: ## builds and installs everything, and migrates the example's embedded PostgreSQL
	$(MVN) install -DskipTests -P env=local

test: ## runs all tests and the Invoker projects
	$(MVN) verify

it: ## runs the Invoker projects alone
	$(MVN) -pl ordermig-maven-plugin -am verify -DskipTests -Dinvoker.skip=false $(if $(IT),-Dinvoker.test=$(IT))

format: ## formats the code
	$(MVN) spotless:apply

local: ## keeps the example's local PostgreSQL running until Ctrl-C
	$(MVN) -pl $(EXAMPLE) ordermig:local -P env=local

migrate: ## applies the example's migrations
	$(MVN) -pl $(EXAMPLE) process-classes ordermig:migrate -P env=$(ENV)

info: ## prints the example's migrations, applied and pending
	$(MVN) -pl $(EXAMPLE) ordermig:info -P env=$(ENV)

bench: ## compares ordermig:migrate with flyway:migrate
	bench/migrate-vs-flyway.sh

bench-dynamo: ## compares a backfill of DynamoDB items with a plain loop, and looks at its memory
	MVN="$(MVN)" bench/dynamo-backfill.sh $(ARGS)
	MVN="$(MVN)" bench/dynamo-backfill.sh --memory $(ARGS)

aws-simulator: ## runs a simulated AWS until Ctrl-C, and prints each call
	$(MVN) -q -pl ordermig-core test-compile dependency:build-classpath -Dmdep.outputFile=target/test.classpath
	java -cp "ordermig-core/target/test-classes:ordermig-core/target/classes:$$(cat ordermig-core/target/test.classpath)" \
	  io.ordermig.testing.aws.AwsSimulatorMain $(ARGS)

clean: ## deletes what was built; the local PostgreSQL keeps its data
	$(MVN) clean
