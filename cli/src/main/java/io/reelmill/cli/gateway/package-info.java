/** The gateway's HTTP API as the command line needs it. */
package io.reelmill.cli.gateway;
