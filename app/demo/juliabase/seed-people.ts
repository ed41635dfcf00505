import type { ExternalOperator, Topic, User } from './model.ts';

const password = 'quarry-demo';

function user(id: number, login: string, fullName: string, note: string, change: Partial<User> = {}): User {
  return {
    id,
    login,
    fullName,
    password,
    note,
    isActive: true,
    isAdmin: false,
    department: 'Institute of Thin Films',
    topics: [],
    permissions: [],
    mySamples: [],
    foldedTopics: [],
    foldedSeries: [],
    foldedProcesses: {},
    taskLists: [],
    ...change,
  };
}

export const seedUsers: readonly User[] = [
  user(1, 'root', 'Root Account', 'superuser without a department', { isAdmin: true, department: null }),
  user(2, 'm.keller', 'Maria Keller', 'administrator of the laboratory', { isAdmin: true, topics: [1, 2, 3, 5] }),
  user(3, 'l.brandt', 'Lena Brandt', 'conductivity operator, member of most topics: the story works as her', {
    topics: [1, 2, 3, 6, 7, 8],
    permissions: ['institute.add_conductivitymeasurement', 'institute.add_fivechamberdeposition'],
    taskLists: ['ConductivityMeasurement', 'PDSMeasurement'],
  }),
  user(4, 't.okafor', 'Tunde Okafor', 'PDS operator, topics Perovskite tandem and Reference samples', {
    topics: [2, 7],
    permissions: ['institute.add_pdsmeasurement', 'institute.change_pdsmeasurement'],
    taskLists: ['PDSMeasurement'],
  }),
  user(5, 's.lind', 'Sofia Lind', 'senior: may view every sample', {
    topics: [1, 4, 5],
    permissions: [
      'samples.view_every_sample',
      'samples.adopt_samples',
      'samples.edit_topics',
      'institute.view_every_fivechamberdeposition',
    ],
  }),
  user(6, 'j.park', 'Jiwoo Park', 'student in the topic Student lab course', { topics: [6], permissions: [] }),
  user(7, 'v.guest', 'Vera Guest', 'guest without any topic or permission'),
  user(8, 'e.former', 'Emil Former', 'has left: cannot log in', { isActive: false }),
];

export const seedTopics: readonly Topic[] = [
  { id: 1, name: 'Thin-film silicon', confidential: false, parent: null, manager: 3 },
  { id: 2, name: 'Perovskite tandem', confidential: false, parent: null, manager: 4 },
  { id: 3, name: 'Transparent contacts', confidential: false, parent: null, manager: 3 },
  { id: 4, name: 'Light management', confidential: false, parent: null, manager: 5 },
  { id: 5, name: 'Industry project Helios', confidential: true, parent: null, manager: 2 },
  { id: 6, name: 'Student lab course', confidential: false, parent: null, manager: 3 },
  { id: 7, name: 'Reference samples', confidential: false, parent: null, manager: 2 },
  { id: 8, name: 'Doped layers', confidential: false, parent: 1, manager: 3 },
];

export const seedExternalOperators: readonly ExternalOperator[] = [
  { id: 1, name: 'Glass works Northfield', confidential: false, contacts: [3] },
  { id: 2, name: 'Target supplier Ostra', confidential: true, contacts: [2] },
];
