import type { LabState } from './model.ts';

const dayMs = 86_400_000;
const startMs = Date.UTC(2026, 2, 2, 9, 0, 0);

/** What people asked each other for, what they told each other, a confidential sample that was opened to somebody, and a substrate from outside. */
export function addSeedOffice(state: LabState): void {
  const [story] = state.series;
  const wishes: [className: string, priority: string, status: string, comments: string][] = [
    ['PDSMeasurement', '2 normal', '1 new', 'Sub-gap absorption before the anneal, please.'],
    ['ConductivityMeasurement', '1 high', '3 in progress', 'From room temperature to 170 °C.'],
    ['SolarsimulatorMeasurement', '3 low', '0 finished', 'Reference cells only.'],
  ];
  for (const [index, [className, priority, status, comments]] of wishes.entries()) {
    const createdMs = startMs + index * dayMs;
    state.tasks.push({
      id: index + 1,
      customer: 3 + index,
      className,
      priority,
      status,
      operator: status === '1 new' ? null : 3,
      finishedProcess: null,
      comments,
      samples: story?.samples.slice(index, index + 2) ?? [],
      createdMs,
      lastModifiedMs: createdMs,
    });
  }
  state.statusMessages.push(
    status(1, 4, 'PDSMeasurement', 'yellow', 'The lamp of *pds1* is near its end of life.'),
    status(2, 3, 'ConductivityMeasurement', 'green', 'The electrometer is back from calibration.'),
  );
  const confidential = state.samples.find((sample) => sample.topic === 5);
  confidential?.clearances.push(4);
  const reference = state.samples.find((sample) => sample.name === '26R-001');
  const delivery = state.processes.find(
    (process) => process.className === 'Substrate' && reference?.processIds.includes(process.id),
  );
  const [supplier] = state.externalOperators;
  if (delivery !== undefined && supplier !== undefined) delivery.externalOperator = supplier.id;
}

function status(
  id: number,
  operator: number,
  className: string,
  level: string,
  message: string,
): LabState['statusMessages'][number] {
  const timestampMs = startMs + id * dayMs;
  return { id, operator, timestampMs, level, message, begin: '', end: '', classNames: [className], isWithdrawn: false };
}
