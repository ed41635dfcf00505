import type { CallPlace } from './envelope.ts';
import { type Fields, fieldsOf, flagOf, idText, isFields, numberOf, objectsOf, textOf } from './fields.ts';
import type { DataSetType, PropertyAssignment, VocabularyTerm } from './model.ts';
import { codeOf, neededText, propertiesOf } from './reader.ts';

/** Reads types with their forms. Many properties may share one vocabulary, which is read once. */
export class TypeReader {
  private readonly at: CallPlace;
  private readonly read = new Map<Fields, VocabularyTerm[]>();

  constructor(at: CallPlace) {
    this.at = at;
  }

  typeOf(one: Fields): DataSetType {
    return {
      code: neededText(textOf(one.code) ?? idText(one.permId, 'permId'), 'code of a data set type', this.at),
      description: textOf(one.description),
      mainFilePattern: textOf(one.mainDataSetPattern),
      mainFilePath: textOf(one.mainDataSetPath),
      disallowsDeletion: flagOf(one.disallowDeletion) ?? false,
      modifiedMs: numberOf(one.modificationDate),
      validationPlugin: textOf(fieldsOf(one.validationPlugin).name) ?? codeOf(one.validationPlugin),
      metaData: propertiesOf(one.metaData),
      properties: objectsOf(one.propertyAssignments)
        .map((assignment) => this.assignmentOf(assignment))
        .toSorted((a, b) => (a.ordinal ?? 0) - (b.ordinal ?? 0)),
    };
  }

  private assignmentOf(one: Fields): PropertyAssignment {
    const type = fieldsOf(one.propertyType);
    const code = neededText(textOf(type.code), 'code of a property', this.at).toUpperCase();
    const label = textOf(type.label);
    const vocabulary = isFields(type.vocabulary) ? type.vocabulary : undefined;
    return {
      code,
      label: label === null || label === '' ? code : label,
      description: textOf(type.description),
      dataType: textOf(type.dataType) ?? 'VARCHAR',
      isMandatory: flagOf(one.mandatory) ?? false,
      isComputed: textOf(fieldsOf(one.plugin).pluginType) === 'DYNAMIC_PROPERTY',
      isShownInForms: flagOf(one.showInEditView) ?? true,
      takesSeveral: flagOf(type.multiValue) ?? false,
      section: textOf(one.section),
      ordinal: numberOf(one.ordinal),
      vocabulary: vocabulary === undefined ? null : codeOf(vocabulary),
      terms: vocabulary === undefined ? [] : this.termsOf(vocabulary),
    };
  }

  private termsOf(vocabulary: Fields): VocabularyTerm[] {
    const known = this.read.get(vocabulary);
    if (known !== undefined) return known;
    const terms = objectsOf(vocabulary.terms)
      .map((term) => ({
        code: neededText(textOf(term.code), 'code of a term', this.at),
        label: textOf(term.label),
        description: textOf(term.description),
        ordinal: numberOf(term.ordinal),
        isOfficial: flagOf(term.official) ?? true,
      }))
      .toSorted((a, b) => (a.ordinal ?? 0) - (b.ordinal ?? 0));
    this.read.set(vocabulary, terms);
    return terms;
  }
}
