import type { Gateway } from '../outbox/gateway.ts';
import { processAddGateway } from './crawl-processes.ts';
import { resultEditGateway } from './outbox-result-edits.ts';
import { resultAddGateway } from './outbox-results.ts';
import { sampleEditGateway, sampleRenameGateway } from './outbox-sample-changes.ts';
import { sampleAddGateway } from './outbox-samples.ts';
import type { JuliaBaseOutboxParts } from './outbox-writing.ts';

/** All that can be written to JuliaBase by way of the outbox. */
export function juliaBaseGateways(parts: JuliaBaseOutboxParts): Gateway[] {
  return [
    resultAddGateway(parts),
    resultEditGateway(parts),
    processAddGateway(parts),
    sampleAddGateway(parts),
    sampleEditGateway(parts),
    sampleRenameGateway(parts),
  ];
}
