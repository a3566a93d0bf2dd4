// The logarithm of the gamma function and its first two derivatives, for arguments of 1 and more.
#pragma once

namespace gymkhana {

/// Relative error below 1e-12 (Abramowitz and Stegun 6.1.41, 6.3.18, 6.4.12, after stepping up to 8).
double log_gamma(double x);
double digamma(double x);
double trigamma(double x);

}  // namespace gymkhana
