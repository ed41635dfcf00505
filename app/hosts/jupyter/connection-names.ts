/** As Jupyter's openBIS extension names it. */
export const connectionFileName = 'openbis-connections.yaml';

/** Front-ends put the name into addresses as it is. */
export const unfitForNames = /[/?#%]/;
