/**
 * Units of fields of JuliaBase's stock process classes. The server sends numbers without units; what is not listed here
 * is shown without one.
 */
const unitsByClass: Record<string, Record<string, string>> = {
  'layer thickness measurement': { thickness: 'nm' },
  'solarsimulator measurement': { temperature: '°C', area: 'cm²', eta: '%', isc: 'mA/cm²' },
  'conductivity measurement': {
    temperature_min: 'K',
    temperature_max: 'K',
    contact_length: 'mm',
    contact_width: 'mm',
    film_thickness: 'nm',
    voltage: 'V',
  },
  '5-chamber deposition': { sih4: 'sccm', h2: 'sccm', temperature_1: '°C', temperature_2: '°C' },
  'cluster tool deposition': {
    sih4: 'sccm',
    h2: 'sccm',
    base_pressure: 'mbar',
    deposition_power: 'W',
    time: 'h:min:s',
  },
  'informal layer': { thickness: 'nm' },
};

/** Unit of a numeric field of a process class, or null if it is not known. */
export function unitOfField(typeName: string, key: string): string | null {
  return unitsByClass[typeName.toLowerCase()]?.[key] ?? null;
}

/** A field's key as words. */
export function labelOfField(key: string): string {
  const words = key.replaceAll('_', ' ').trim();
  return chemicalNames[words] ?? words.charAt(0).toUpperCase() + words.slice(1);
}

const chemicalNames: Record<string, string> = { sih4: 'SiH₄', h2: 'H₂', isc: 'Isc', eta: 'η' };
