/** Name of the message by which the desktop shell hands two ports to its own page: core first, shell second. */
export const portMessage = 'quarry:ports';

/** The page's message to its own window when its ports are closed: it is given new ones. The first come unasked. */
export const askForPorts = 'quarry:ports?';

/** Entry of the message with the paths of files that were dropped on the window: pages are told none by the browser. */
export const droppedPaths = 'quarry:dropped-paths';
