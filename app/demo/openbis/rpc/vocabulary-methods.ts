import type { EntityType, Vocabulary } from '../model/entities.ts';
import { permId } from '../present/shape.ts';
import { hasCode, requireById } from '../store/find.ts';
import { Dto, type Value } from '../wire/dto.ts';
import { UserFailure } from '../wire/failures.ts';
import { type Input, type InputObject, listOf, objectOf, textOf } from '../wire/input.ts';
import { type Desk, type Method, type Methods, requireText, type SignedIn, signedIn } from './desk.ts';
import { changedField } from './updates.ts';

/** Making and changing vocabularies and types of datasets, which administrators may. */
export function vocabularyMethods(desk: Desk): Methods {
  const { vocabularies, dataSetTypes } = desk.registry;
  return {
    createVocabularies: each(desk, (input, call) => {
      const made = readVocabulary(input, call);
      if (vocabularies.some(hasCode(made.code))) throw new UserFailure(`Vocabulary '${made.code}' already exists.`);
      vocabularies.push(made);
      return permId('as.dto.vocabulary.id.VocabularyPermId', made.code);
    }),
    updateVocabularies: each(desk, ({ vocabularyId, description, chosenFromList }, { nowMs }) => {
      const vocabulary = requireById(vocabularies, vocabularyId, 'Vocabulary');
      const words = changedField(description);
      const choice = changedField(chosenFromList);
      if (words !== undefined) vocabulary.description = textOf(words.value) ?? '';
      if (choice !== undefined) vocabulary.chosenFromList = choice.value === true;
      vocabulary.modificationMs = nowMs;
      return null;
    }),
    deleteVocabularies: each(desk, (id) => {
      const vocabulary = requireById(vocabularies, id, 'Vocabulary');
      if (desk.registry.propertyTypes.some((one) => one.vocabulary === vocabulary))
        throw new UserFailure(`Vocabulary '${vocabulary.code}' is being used.`);
      vocabularies.splice(vocabularies.indexOf(vocabulary), 1);
      return null;
    }),
    createVocabularyTerms: each(desk, (input, call) => {
      const vocabulary = requireById(vocabularies, input.vocabularyId, 'Vocabulary');
      const [term] = readTerms(vocabulary, [input], call);
      if (term === undefined) throw new UserFailure('Term cannot be null.');
      vocabulary.terms.push(term);
      const ids = { code: term.code, vocabularyCode: vocabulary.code };
      return new Dto('as.dto.vocabulary.id.VocabularyTermPermId', ids);
    }),
    createDataSetTypes: each(desk, (input, { nowMs }) => {
      const code = requireText(input.code, 'Code').toUpperCase();
      if (dataSetTypes.some(hasCode(code))) throw new UserFailure(`Data set type '${code}' already exists.`);
      const more = { assignments: [], validationPlugin: null, modificationMs: nowMs };
      const made: EntityType = { kind: 'dataSetType', code, description: textOf(input.description) ?? '', ...more };
      dataSetTypes.push(made);
      return new Dto('as.dto.entitytype.id.EntityTypePermId', { permId: code, entityKind: 'DATA_SET' });
    }),
  };
}

function each(desk: Desk, work: (input: InputObject, call: SignedIn) => Value): Method {
  return signedIn(desk, ([inputs], call) => {
    if (call.person.role !== 'admin') throw new UserFailure('Only administrators may change vocabularies and types.');
    const results = listOf(inputs).map((one) => work(objectOf(one, 'Parameter'), call));
    return results.every((one) => one === null) ? null : results;
  });
}

function readVocabulary(input: InputObject, call: SignedIn): Vocabulary {
  const { person, nowMs } = call;
  const made: Vocabulary = {
    ...{ kind: 'vocabulary', code: requireText(input.code, 'Code').toUpperCase(), terms: [] },
    ...{ description: textOf(input.description) ?? '', chosenFromList: input.chosenFromList !== false },
    ...{ registrationMs: nowMs, modificationMs: nowMs, registrator: person, modifier: person },
  };
  made.terms = readTerms(made, listOf(input.terms), call);
  return made;
}

function readTerms(vocabulary: Vocabulary, inputs: readonly Input[], { person, nowMs }: SignedIn): Vocabulary['terms'] {
  return inputs.map((input, index) => {
    const { code, label, description, official } = objectOf(input, 'Term');
    return {
      ...{ kind: 'vocabularyTerm', vocabulary, code: requireText(code, 'Code').toUpperCase() },
      ...{ label: textOf(label) ?? '', description: textOf(description) ?? '', official: official !== false },
      ...{ ordinal: vocabulary.terms.length + index + 1, registrator: person, registrationMs: nowMs },
    };
  });
}
