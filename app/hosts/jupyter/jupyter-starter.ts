import { homedir } from 'node:os';
import type { JupyterStarter } from '../../app.ts';
import type { Contract } from '../../contract/contract.ts';
import { createClient } from '../../rpc/client.ts';
import { createTransportPair } from '../../rpc/transport.ts';

/** Lets a core serve the API for notebooks; loaded when it is switched on. */
export function createJupyterStarter(): JupyterStarter {
  return {
    async start(router, options) {
      const [{ startJupyterHost }, { importForeignConnections }] = await Promise.all([
        import('./jupyter-host.ts'),
        import('./foreign-connections.ts'),
      ]);
      const [clientEnd, serverEnd] = createTransportPair();
      router.serve(serverEnd);
      const client = createClient<Contract>(clientEnd);
      try {
        await importForeignConnections(client, {
          env: process.env,
          homeFolder: homedir(),
          system: process.platform,
        });
        const host = await startJupyterHost({ client, ...options });
        const close = async (): Promise<void> => {
          await host.close();
          client.close();
        };
        return { ...host, close };
      } catch (error) {
        client.close();
        throw error;
      }
    },
  };
}
