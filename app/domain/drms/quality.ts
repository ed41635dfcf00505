/** One bit of a quality mask. */
export interface QualityBit {
  /** 0 is the lowest. */
  bit: number;
  /** As the pipeline that sets it calls it. */
  name: string;
  meaning: string;
}

export type QualityFamily = 'lev1' | 'hmi-observables' | 'mdi' | 'other';

/** Bit 31 is the only one that means the same everywhere: the server leaves such records out of exports. */
const noImage = 'no image';

type Row = readonly [bit: number, name: string, meaning: string];

/** Set by the calibration of single exposures (HMI, AIA and IRIS alike). */
const lev1: readonly Row[] = [
  [0, 'NOFLAT', 'flat field not available'],
  [1, 'NOORB', 'orbit data not available'],
  [2, 'NOASD', 'ancillary science data not available'],
  [3, 'NOMPD', 'master pointing data not available'],
  [4, 'NOLIMB', 'limb fit failed'],
  [5, 'INSTR_ANOM', 'instrument anomaly'],
  [6, 'MISCONF', 'instrument misconfigured'],
  [7, 'CAM_ANOM', 'camera anomaly'],
  [8, 'MISS0', 'pixels missing'],
  [9, 'MISS1', 'more than 1 % of pixels missing'],
  [10, 'MISS2', 'more than 5 % of pixels missing'],
  [11, 'MISS3', 'more than 25 % of pixels missing'],
  [12, 'NOACS_SCI', 'spacecraft not in science pointing'],
  [13, 'ACS_ECLP', 'eclipse'],
  [14, 'ACS_SUNP', 'Sun not in view'],
  [15, 'ACS_SAFE', 'safe mode'],
  [16, 'IMG_TYPE', 'dark image'],
  [17, 'LOOP_OPEN', 'image stabilisation loop open'],
  [18, 'CAL_IMG', 'calibration image'],
  [19, 'CALM_IMG', 'HMI calibration mode'],
  [20, 'AIA_FOOR', 'AIA focus out of range'],
  [21, 'AIA_REGF', 'AIA register flag'],
  [22, 'THERM_RECOV', 'thermal recovery'],
  [23, 'LUNAR_TRAN', 'transit of the Moon'],
  [30, 'NRT', 'near-real-time data'],
  [31, 'MISSALL', noImage],
];

/** Line-of-sight observables of HMI. Bits above 16, and 7 and 9, mean that no image could be made. */
const hmiObservables: readonly Row[] = [
  [5, 'POORQUALITY', 'poor quality, use with care'],
  [6, 'LARGEFTSID', 'target exposure of a kind that adds noise'],
  [7, 'NOCOEFFPRECORD', 'no record of correction coefficients'],
  [8, 'ECLIPSE', 'some exposures during an eclipse'],
  [9, 'NOCOEFFKEYWORD', 'correction coefficients unreadable'],
  [10, 'NOCOSMICRAY', 'some lists of cosmic-ray hits unreadable'],
  [11, 'LIMBFITISSUE', 'exposures left out for a wrong limb fit'],
  [12, 'NOGAPFILL', 'gaps of some exposures not filled'],
  [13, 'NOTEMP', 'temperatures for polarisation unknown, default used'],
  [14, 'ISSTARGET', 'image stabilisation loop open for some exposures'],
  [15, 'LOWKEYWORDNUM', 'some keywords taken from a neighbour or extrapolated'],
  [16, 'LOWINTERPNUM', 'fewer exposures to interpolate than expected'],
  [17, 'MISSINGLEV1P', 'not enough polarisation data'],
  [18, 'INTERPOLATIONFAILED', 'interpolation in time failed'],
  [19, 'NOTENOUGHINTERPOLANTS', 'not enough exposures to interpolate'],
  [20, 'NOLOOKUPKEYWORD', 'look-up tables unreadable'],
  [21, 'NOLOOKUPRECORD', 'no look-up tables'],
  [22, 'MISSINGKEYWORDLEV1P', 'keywords of polarisation data unreadable'],
  [23, 'WRONGWAVELENGTHNUM', 'wrong number of wavelengths'],
  [24, 'MISSINGKEYWORDLEV1D', 'keywords of filtered data unreadable'],
  [25, 'MISSINGLEV1D', 'not enough filtered data'],
  [26, 'WRONGTARGET', 'target exposure not of the sequence'],
  [27, 'WRONGCADENCE', 'sequence with another cadence'],
  [28, 'NOFRAMELISTINFO', 'sequence unknown or not one for observables'],
  [29, 'NOINTERPOLATEDKEYWORDS', 'keywords could not be interpolated'],
  [30, 'TARGETFILTERGRAMMISSING', 'no exposure near the target time'],
  [31, 'NODATA', noImage],
];

const mdi: readonly Row[] = [
  [0, 'TELEMERR', 'telemetry problem or missing data'],
  [1, 'T_OBS_MISSING', 'record without data'],
  [2, 'MISSING_0', 'pixels missing'],
  [3, 'MISSING_01', 'more than 1 % of pixels missing'],
  [4, 'MISSING_10', 'more than 10 % of pixels missing'],
  [5, 'MISSING_50', 'more than 50 % of pixels missing'],
  [6, 'MISSING_90', 'more than 90 % of pixels missing'],
  [7, 'ONBOARD_ERROR', 'error of processing on board'],
  [8, 'POINTING', 'pointing anomaly'],
  [9, 'NOT_PRIME60', 'not the standard observing program'],
  [10, 'COSMIC_RAYS', 'many unlikely pixels'],
  [11, 'STATISTICS', 'statistics of the image unlikely'],
];

const families: Readonly<Record<QualityFamily, readonly Row[]>> = {
  lev1,
  'hmi-observables': hmiObservables,
  mdi,
  other: [[31, 'NODATA', noImage]],
};

/** Which meanings the bits of QUALITY have in a series. */
export function qualityFamily(series: string): QualityFamily {
  const name = series.toLowerCase();
  if (/^(?:hmi|aia|iris)\.lev1(?:$|[_a.])/.test(name)) return 'lev1';
  if (/^hmi\.(?:v|m|ic|ld|lw)_\d+s(?:$|_)/.test(name)) return 'hmi-observables';
  return name.startsWith('mdi.') ? 'mdi' : 'other';
}

/**
 * The set bits of a mask with their names, lowest first.
 *
 * @param value Signed or unsigned, 32 bits.
 * @returns Bits without a known meaning are named `bit 5` and say so.
 */
export function qualityBits(series: string, value: number): QualityBit[] {
  const rows = families[qualityFamily(series)];
  const set: QualityBit[] = [];
  for (let bit = 0; bit < 32; bit += 1) {
    if (((value >>> bit) & 1) === 0) continue;
    const row = rows.find(([known]) => known === bit);
    set.push({ bit, name: row?.[1] ?? `bit ${bit}`, meaning: row?.[2] ?? 'meaning not known' });
  }
  return set;
}

/** `0x80000000`: unsigned with eight digits, as the server prints masks. */
export function formatQuality(value: number): string {
  return `0x${(value >>> 0).toString(16).toUpperCase().padStart(8, '0')}`;
}

/** Whether the record has an image, by the one bit that servers test. */
export function imageExists(quality: number): boolean {
  return (quality | 0) >= 0;
}
