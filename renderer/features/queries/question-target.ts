import type { Question } from '../../../app/contract/questions.ts';
import type { PanelTarget } from '../../routes/panel-address.ts';
import { openTarget } from '../../routes/panels.ts';
import { useSqlDraft } from '../sql/sql-draft.ts';

/** The panel in which a question is asked and looked at; undefined where there is none. */
export function targetOf(question: Question): PanelTarget | undefined {
  switch (question.kind) {
    case 'drms.records':
      return { kind: 'records', params: { serverId: question.serverId, recordSet: question.recordSet } };
    case 'drms.series':
      return { kind: 'drms-search', params: { serverId: question.serverId, text: question.text } };
    case 'juliabase.samples':
      return { kind: 'search', params: { connectionId: question.connectionId, text: question.name } };
    case 'juliabase.series':
      return { kind: 'series', params: { connectionId: question.connectionId, name: question.name } };
    case 'openbis.objects':
    case 'openbis.data-sets':
      return openbisTarget(question);
    case 'mining': {
      const { connectionId, source } = question.draft;
      if (source.kind === 'samples') return undefined;
      const name = source.kind === 'search' ? source.text : source.name;
      return { kind: 'mining', params: { connectionId, of: source.kind, name } };
    }
    case 'sql':
      return { kind: 'sql', params: {} };
    // The navigator shows the series of a topic; there is no page of them.
    case 'juliabase.topic':
      return undefined;
    default:
      return question satisfies never;
  }
}

export function openQuestion(question: Question): void {
  const target = targetOf(question);
  if (target === undefined) return;
  if (question.kind === 'sql') useSqlDraft.getState().setText(question.statement);
  openTarget(target);
}

function openbisTarget({
  kind,
  connectionId,
  search,
}: Extract<Question, { kind: 'openbis.objects' | 'openbis.data-sets' }>): PanelTarget {
  if (kind === 'openbis.data-sets' && search.object !== undefined)
    return { kind: 'openbis-object', params: { connectionId, reference: search.object } };
  if (search.collection !== undefined)
    return { kind: 'openbis-collection', params: { connectionId, reference: search.collection } };
  return { kind: 'openbis-search', params: { connectionId, text: search.text ?? '' } };
}
