/** A leaf of a search, as clients write it. */
export function leaf(type: string, value: unknown, how = 'StringEqualToValue', more: object = {}): object {
  return {
    '@type': `as.dto.common.search.${type}`,
    fieldValue: { '@type': `as.dto.common.search.${how}`, value },
    ...more,
  };
}

export function codeIs(code: string): object {
  return leaf('CodeSearchCriteria', code, undefined, { fieldName: 'code', fieldType: 'ATTRIBUTE' });
}

/** Criteria of a thing, such as `as.dto.sample.search.SampleSearchCriteria`. */
export function criteria(type: string, ...parts: object[]): object {
  return { '@type': type, operator: 'AND', criteria: parts };
}

export const ofDataSet = (...parts: object[]): object =>
  criteria('as.dto.dataset.search.DataSetSearchCriteria', ...parts);
export const ofSample = (...parts: object[]): object => criteria('as.dto.sample.search.SampleSearchCriteria', ...parts);

/** Fetch options of a relation, such as `sample.fetchoptions.Sample`. */
export function fetchOptions(name: string, more: object = {}): object {
  return { '@type': `as.dto.${name}FetchOptions`, ...more };
}
