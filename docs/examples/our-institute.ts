import { field, processClass } from 'quarry/juliabase';

/**
 * A class of processes that only this institute has. One such description per class is all that is needed to add, edit,
 * find and read its processes with types: names and limits are those of the forms, units are told with the values.
 */
export const conductivityMeasurement = processClass({
  typeName: 'conductivity measurement',
  url: 'conductivity_measurements',
  model: 'ConductivityMeasurement',
  key: 'number',
  permission: 'institute.add_conductivitymeasurement',
  samples: 'one',
  fields: {
    number: field.whole({ least: 1 }),
    raw_datafile: field.text({ longest: 200 }),
    temperature_min: field.optional(field.number({ unit: 'K', least: 0 })),
    temperature_max: field.optional(field.number({ unit: 'K', least: 0 })),
    film_thickness: field.optional(field.number({ unit: 'nm', least: 0 })),
    voltage: field.optional(field.number({ unit: 'V' })),
  },
});
