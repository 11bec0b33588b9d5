# For programs of e2e-tests that break a whole system: builds what is not built, and sets rig_java to the command that runs a
# main class. REELMILL_BUILD=never uses what is built.
if [ "${REELMILL_BUILD:-}" != never ]; then
  mvn -q -B -ntp -DskipTests -Dspotless.check.skip=true package dependency:build-classpath \
    -Dmdep.outputFile=target/test.classpath >&2
fi
rig_java=(java -cp "e2e-tests/target/test-classes:$(cat e2e-tests/target/test.classpath)")
