/** How much memory an encode takes: predicted from measurements, corrected by what workers saw, and routed by class of worker. */
package io.reelmill.common.memory;
