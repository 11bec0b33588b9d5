/** What the chart renders, with which values, and what a Kubernetes API server says to it. */
package io.reelmill.chart;
