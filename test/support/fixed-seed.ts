// Runs before every test file: property tests draw the same inputs each time, so that a red run is red again when repeated.
import fc from "fast-check";

const SEED = 20_261_124;

fc.configureGlobal({ seed: SEED });
