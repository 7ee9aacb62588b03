package dev.lathe.verify.math;

/** Holds a complex number in double precision; principal values where there are several. */
record Complex(double re, double im) {
    static final Complex ONE = new Complex(1, 0);

    static Complex of(double value) {
        return new Complex(value, 0);
    }

    Complex plus(Complex other) {
        return new Complex(re + other.re, im + other.im);
    }

    Complex minus(Complex other) {
        return new Complex(re - other.re, im - other.im);
    }

    Complex times(Complex other) {
        return new Complex(re * other.re - im * other.im, re * other.im + im * other.re);
    }

    Complex over(Complex other) {
        double norm = other.re * other.re + other.im * other.im;
        return new Complex((re * other.re + im * other.im) / norm, (im * other.re - re * other.im) / norm);
    }

    double abs() {
        return Math.hypot(re, im);
    }

    boolean isReal() {
        return im == 0;
    }

    boolean isFinite() {
        return Double.isFinite(re) && Double.isFinite(im);
    }

    Complex exp() {
        double radius = Math.exp(re);
        return im == 0 ? of(radius) : new Complex(radius * Math.cos(im), radius * Math.sin(im));
    }

    Complex log() {
        return new Complex(Math.log(abs()), Math.atan2(im, re));
    }

    Complex power(Complex exponent) {
        if (isReal() && exponent.isReal() && (re >= 0 || exponent.re == Math.rint(exponent.re))) {
            return of(Math.pow(re, exponent.re));
        }
        return exponent.times(log()).exp();
    }

    Complex sin() {
        return im == 0 ? of(Math.sin(re)) : new Complex(Math.sin(re) * Math.cosh(im), Math.cos(re) * Math.sinh(im));
    }

    Complex cos() {
        return im == 0 ? of(Math.cos(re)) : new Complex(Math.cos(re) * Math.cosh(im), -Math.sin(re) * Math.sinh(im));
    }

    /** Returns whether two results of floating-point work can be the same number. */
    boolean near(Complex other) {
        double scale = Math.max(1e-3, Math.max(abs(), other.abs()));
        return minus(other).abs() <= 1e-10 * scale;
    }
}
