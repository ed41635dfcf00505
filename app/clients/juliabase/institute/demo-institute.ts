import { choice, duration, markdown, number, optional, readOnly, text, whole, yesNo } from './fields.ts';
import { parts, partsOfKinds, processClass } from './process-class.ts';

/**
 * The classes of JuliaBase's example institute (protocol 5.4). An institute with others writes a file like this one.
 */

const pressure = (): ReturnType<typeof number> => number({ unit: 'mbar', least: 0 });
const flow = (): ReturnType<typeof number> => number({ unit: 'sccm', least: 0 });
const temperature = (): ReturnType<typeof number> => number({ unit: '°C', decimals: 1, least: -99.9, most: 999.9 });

export const substrate = processClass({
  typeName: 'substrate',
  url: 'substrates',
  model: 'Substrate',
  samples: 'several',
  fields: {
    /** 'custom' needs comments. */
    material: choice([
      'custom',
      'asahi-u',
      'asahi-vu',
      'corning',
      'glass',
      'si-wafer',
      'quartz',
      'sapphire',
      'aluminium foil',
    ]),
  },
});

export const pdsMeasurement = processClass({
  typeName: 'PDS measurement',
  url: 'pds_measurements',
  model: 'PDSMeasurement',
  key: 'number',
  permission: 'institute.add_pdsmeasurement',
  samples: 'one',
  fields: {
    number: whole({ least: 1 }),
    /** Relative to a folder of the server, where it must exist; others may have stored any path, so never open it unchecked. */
    raw_datafile: text({ longest: 200 }),
    apparatus: choice(['pds1', 'pds2']),
  },
});

export const solarsimulatorMeasurement = processClass({
  typeName: 'solarsimulator measurement',
  url: 'solarsimulator_measurements',
  model: 'SolarsimulatorMeasurement',
  permission: 'institute.add_solarsimulatormeasurement',
  samples: 'one',
  fields: {
    irradiation: choice(['AM1.5', 'OG590', 'BG7']),
    temperature: number({ unit: '°C', decimals: 1, least: -99.9, most: 99.9 }),
  },
  /** An edit makes all cells anew; position and data file together are unique in the whole database. */
  parts: parts({
    jsonKey: 'cell position',
    id: 'position',
    fields: {
      position: text({ longest: 5, label: 'Cell position' }),
      data_file: text({ longest: 200 }),
      area: optional(number({ unit: 'cm²', least: 0 })),
      eta: optional(number({ unit: '%', label: 'Efficiency' })),
      isc: optional(number({ unit: 'mA/cm²', label: 'Short-circuit current' })),
    },
  }),
});

export const structuring = processClass({
  typeName: 'structuring',
  url: 'structurings',
  model: 'Structuring',
  samples: 'one',
  fields: {
    layout: choice(['inm standard', 'acme1', 'custom']),
    length: optional(number({ unit: 'mm', least: 0 })),
    width: optional(number({ unit: 'mm', least: 0 })),
    parameters: optional(text({ longest: 255 })),
  },
});

export const layerThicknessMeasurement = processClass({
  typeName: 'layer thickness measurement',
  url: 'layer_thickness_measurements',
  model: 'LayerThicknessMeasurement',
  samples: 'one',
  fields: {
    thickness: number({ unit: 'nm', least: 0 }),
    method: choice(['profilers&edge', 'ellipsometer', 'calculated', 'estimate', 'other']),
  },
});

/** Its number begins with the year of the timestamp and `S`, see `nextDepositionNumber`. */
export const fiveChamberDeposition = processClass({
  typeName: '5-chamber deposition',
  url: '5-chamber_depositions',
  model: 'FiveChamberDeposition',
  key: 'number',
  permission: 'institute.add_fivechamberdeposition',
  samples: 'several',
  keepsSamples: true,
  fields: {
    number: text({ longest: 15, label: 'Deposition number' }),
    split_done: readOnly(yesNo()),
  },
  parts: parts({
    jsonKey: 'layer',
    id: 'number',
    fields: {
      number: whole({ least: 1 }),
      layer_type: optional(choice(['p', 'i', 'n'])),
      chamber: choice(['i1', 'i2', 'i3', 'p', 'n']),
      sih4: optional(flow()),
      h2: optional(flow()),
      temperature_1: optional(temperature()),
      temperature_2: optional(temperature()),
    },
  }),
});

const clusterToolLayer = {
  number: whole({ least: 1 }),
  time: optional(duration()),
  comments: optional(markdown()),
  h2: optional(flow()),
  sih4: optional(flow()),
};

/** Its number begins with the year of the timestamp and `C`, see `nextDepositionNumber`. */
export const clusterToolDeposition = processClass({
  typeName: 'cluster tool deposition',
  url: 'cluster_tool_depositions',
  model: 'ClusterToolDeposition',
  key: 'number',
  permission: 'institute.add_clustertooldeposition',
  samples: 'several',
  keepsSamples: true,
  fields: {
    number: text({ longest: 15, label: 'Deposition number' }),
    carrier: optional(text({ longest: 10 })),
    split_done: readOnly(yesNo()),
  },
  parts: partsOfKinds({
    jsonKey: 'layer',
    id: 'number',
    kindField: 'step_type',
    kinds: {
      clustertoolhotwirelayer: {
        typeName: 'cluster tool hot-wire layer',
        fields: {
          ...clusterToolLayer,
          /** 'unknown' is for administrators only. */
          wire_material: choice(['rhenium', 'tantalum', 'tungsten', 'unknown']),
          base_pressure: optional(pressure()),
        },
      },
      clustertoolpecvdlayer: {
        typeName: 'cluster tool PECVD layer',
        fields: {
          ...clusterToolLayer,
          chamber: choice(['#1', '#2', '#3']),
          plasma_start_with_shutter: yesNo(),
          deposition_power: optional(number({ unit: 'W', least: 0 })),
        },
      },
    },
  }),
});
