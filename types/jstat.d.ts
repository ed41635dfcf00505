declare module 'jstat' {
  const jStat: {
    /** Regularised incomplete beta function. */
    ibeta(x: number, a: number, b: number): number;
    erfc(x: number): number;
    studentt: { inv(probability: number, freedom: number): number };
    normal: { inv(probability: number, mean: number, deviation: number): number };
  };
  export default jStat;
}
