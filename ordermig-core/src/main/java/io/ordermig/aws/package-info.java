/** The way to AWS: region, credentials and clients, and what an environment keeps in Parameter Store and Secrets Manager. */
@NullMarked
package io.ordermig.aws;

import org.jspecify.annotations.NullMarked;
