/** What the hook scripts of {@code src/it} have in common. */
package io.ordermig.maven.it;
