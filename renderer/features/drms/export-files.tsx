import { Checkbox, Select, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { DrmsSeriesInfo } from '../../../app/contract/drms.ts';
import { colorTables, scalings } from '../../../app/domain/drms/pictures.ts';
import { t } from '../../ui/language.ts';
import styles from './export.module.css';
import {
  type ExportField,
  type ExportValues,
  isPicture,
  isQuickPossible,
  type PictureValues,
} from './export-values.ts';

interface ExportFilesProps {
  values: ExportValues;
  info: DrmsSeriesInfo;
  errors: Partial<Record<ExportField, string>>;
  onChange(changes: Partial<ExportValues>): void;
}

const protocols = [
  { value: 'fits', label: t('FITS with all keywords in the header') },
  { value: 'as-is', label: t('Files as they lie on the server') },
  { value: 'jpg', label: t('JPEG pictures') },
  { value: 'mp4', label: t('Movie, MP4') },
  { value: 'mpg', label: t('Movie, MPEG') },
] as const;
const methods = [
  { value: 'url', label: t('One file each') },
  { value: 'url-tar', label: t('One tar archive, unpacked here') },
  { value: 'url_quick', label: t('At once, without a request') },
] as const;

/** Segments, form and delivery of the files. */
export function ExportFiles({ values, info, errors, onChange }: ExportFilesProps): ReactNode {
  const { protocol, method } = values;
  return (
    <>
      {values.source === 'list' ? (
        <p className={styles.hint}>{t('Segments are those in the braces of each line, all where it has none.')}</p>
      ) : (
        <Segments values={values} info={info} error={errors.segments} onChange={onChange} />
      )}
      <div className={styles.pair}>
        <Select
          label={t('Form of the files')}
          data={protocols}
          value={protocol}
          onChange={(value) => onChange({ protocol: protocols.find((one) => one.value === value)?.value ?? protocol })}
        />
        <Select
          label={t('Delivery')}
          data={methods.map((one) => ({ ...one, disabled: one.value === 'url_quick' && !isQuickPossible(values) }))}
          value={method === 'url_quick' && !isQuickPossible(values) ? 'url' : method}
          onChange={(value) => onChange({ method: methods.find((one) => one.value === value)?.value ?? method })}
        />
      </div>
      {protocol === 'as-is' && (
        <Checkbox
          label={t('Write the keywords into the FITS headers here')}
          description={t('As they lie on the server, files hold the picture alone.')}
          checked={values.localHeaders}
          onChange={(event) => onChange({ localHeaders: event.currentTarget.checked })}
        />
      )}
      {isPicture(values) && (
        <PictureFields
          picture={values.picture}
          errors={errors}
          onChange={(changes) => onChange({ picture: { ...values.picture, ...changes } })}
        />
      )}
    </>
  );
}

interface SegmentsProps {
  values: ExportValues;
  info: DrmsSeriesInfo;
  error: string | undefined;
  onChange(changes: Partial<ExportValues>): void;
}

function Segments({ values, info, error, onChange }: SegmentsProps): ReactNode {
  if (info.segments.length === 0) return <p className={styles.hint}>{t('This series has no files, only keywords.')}</p>;
  return (
    <Checkbox.Group
      label={t('Segments')}
      value={values.segments}
      error={error}
      onChange={(ticked) =>
        onChange({ segments: info.segments.map(({ name }) => name).filter((name) => ticked.includes(name)) })
      }
    >
      <div className={styles.segments}>
        {info.segments.map(({ name, note }) => (
          <Checkbox key={name} value={name} label={note === '' ? name : `${name}, ${note}`} />
        ))}
      </div>
    </Checkbox.Group>
  );
}

interface PictureFieldsProps {
  picture: PictureValues;
  errors: Partial<Record<ExportField, string>>;
  onChange(changes: Partial<PictureValues>): void;
}

function PictureFields({ picture, errors, onChange }: PictureFieldsProps): ReactNode {
  return (
    <div className={styles.triple}>
      <Select
        label={t('Colours')}
        searchable
        data={colorTables}
        value={picture.ct}
        onChange={(ct) => onChange({ ct: ct ?? picture.ct })}
      />
      <Select
        label={t('Brightness')}
        data={scalings}
        value={picture.scaling}
        onChange={(scaling) => onChange({ scaling: scaling ?? picture.scaling })}
      />
      <Select
        label={t('Size')}
        data={[
          { value: '1', label: t('Full') },
          { value: '2', label: '1/2' },
          { value: '4', label: '1/4' },
          { value: '8', label: '1/8' },
        ]}
        value={picture.size}
        onChange={(size) => onChange({ size: size ?? picture.size })}
      />
      <TextInput
        label={t('Darkest value')}
        placeholder={t('found by the server')}
        value={picture.min}
        error={errors.min}
        onChange={(event) => onChange({ min: event.currentTarget.value })}
      />
      <TextInput
        label={t('Brightest value')}
        placeholder={t('found by the server')}
        value={picture.max}
        error={errors.max}
        onChange={(event) => onChange({ max: event.currentTarget.value })}
      />
    </div>
  );
}
