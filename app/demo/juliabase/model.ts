/** What the demo database holds. Times are milliseconds since 1970 UTC. */
export interface User {
  id: number;
  login: string;
  fullName: string;
  password: string;
  note: string;
  /** Inactive people keep their records but cannot log in. */
  isActive: boolean;
  isAdmin: boolean;
  department: string | null;
  topics: number[];
  permissions: string[];
  mySamples: number[];
  foldedTopics: number[];
  foldedSeries: string[];
  /** Ids of folded processes by sample id. */
  foldedProcesses: Record<string, number[]>;
  /** Classes of the task lists the user looks at. */
  taskLists: string[];
}

export interface Topic {
  id: number;
  name: string;
  confidential: boolean;
  parent: number | null;
  manager: number;
}

export interface ExternalOperator {
  id: number;
  name: string;
  confidential: boolean;
  contacts: number[];
}

export interface Sample {
  id: number;
  name: string;
  aliases: string[];
  currentLocation: string;
  responsible: number;
  purpose: string;
  tags: string;
  topic: number | null;
  /** Id of the split process this sample came from. */
  splitOrigin: number | null;
  processIds: number[];
  lastModifiedMs: number;
  hasInformalLayers: boolean;
  /** Ids of users who may see the data sheet without being in the topic. */
  clearances: number[];
}

export interface Series {
  name: string;
  responsible: number;
  topic: number;
  description: string;
  samples: number[];
  timestampMs: number;
}

export type FieldValue = string | number | boolean | null | FieldValue[] | { [key: string]: FieldValue };

export interface Process {
  id: number;
  /** Key of `processClasses`, or 'split' / 'death'. */
  className: string;
  timestampMs: number;
  inaccuracy: number;
  operator: number;
  externalOperator: number | null;
  comments: string;
  lastModifiedMs: number;
  /** Own fields in the order of the JSON. */
  fields: Record<string, FieldValue>;
}

export interface Result {
  id: number;
  title: string;
  timestampMs: number;
  inaccuracy: number;
  operator: number;
  externalOperator: number | null;
  comments: string;
  lastModifiedMs: number;
  headings: string[];
  rows: string[][];
  samples: number[];
  series: string[];
  imageType: 'none' | 'png' | 'jpeg' | 'pdf';
  /** Base64. */
  image: string | null;
}

export interface Task {
  id: number;
  customer: number;
  className: string;
  priority: string;
  status: string;
  operator: number | null;
  finishedProcess: number | null;
  comments: string;
  samples: number[];
  createdMs: number;
  lastModifiedMs: number;
}

export interface StatusMessage {
  id: number;
  operator: number;
  timestampMs: number;
  level: string;
  message: string;
  begin: string;
  end: string;
  classNames: string[];
  isWithdrawn: boolean;
}

/** Raised when a stored database of an older demo cannot be read any more. */
export const stateVersion = 2;

export interface LabState {
  version: number;
  users: User[];
  topics: Topic[];
  externalOperators: ExternalOperator[];
  samples: Sample[];
  series: Series[];
  processes: Process[];
  results: Result[];
  tasks: Task[];
  statusMessages: StatusMessage[];
  nextSampleId: number;
  nextProcessId: number;
}

export interface ProcessClass {
  verbose: string;
  url: string;
  /** Field that identifies a process in addresses; null: its id. */
  key: string | null;
  permission: string | null;
  /** Several samples at once. */
  multi: boolean;
}

/** The classes of physical processes; conductivity is this laboratory's own. */
export const processClasses: Record<string, ProcessClass> = {
  Substrate: { verbose: 'substrate', url: 'substrates', key: null, permission: null, multi: true },
  PDSMeasurement: {
    verbose: 'PDS measurement',
    url: 'pds_measurements',
    key: 'number',
    permission: 'institute.add_pdsmeasurement',
    multi: false,
  },
  ConductivityMeasurement: {
    verbose: 'conductivity measurement',
    url: 'conductivity_measurements',
    key: 'number',
    permission: 'institute.add_conductivitymeasurement',
    multi: false,
  },
  SolarsimulatorMeasurement: {
    verbose: 'solarsimulator measurement',
    url: 'solarsimulator_measurements',
    key: null,
    permission: 'institute.add_solarsimulatormeasurement',
    multi: false,
  },
  Structuring: { verbose: 'structuring', url: 'structurings', key: null, permission: null, multi: false },
  LayerThicknessMeasurement: {
    verbose: 'layer thickness measurement',
    url: 'layer_thickness_measurements',
    key: null,
    permission: null,
    multi: false,
  },
  FiveChamberDeposition: {
    verbose: '5-chamber deposition',
    url: '5-chamber_depositions',
    key: 'number',
    permission: 'institute.add_fivechamberdeposition',
    multi: true,
  },
  ClusterToolDeposition: {
    verbose: 'cluster tool deposition',
    url: 'cluster_tool_depositions',
    key: 'number',
    permission: 'institute.add_clustertooldeposition',
    multi: true,
  },
};
