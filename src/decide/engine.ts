/** The name and version that a decision carries; equal to package.json, which a house test holds. */
export const ENGINE = 'resolute/0.1.0';
