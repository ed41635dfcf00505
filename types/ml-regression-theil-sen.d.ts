declare module 'ml-regression-theil-sen' {
  export class TheilSenRegression {
    readonly slope: number;
    readonly intercept: number;
    constructor(x: ArrayLike<number>, y: ArrayLike<number>);
  }
}
