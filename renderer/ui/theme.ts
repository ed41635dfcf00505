import type {
  ActionIcon,
  Autocomplete,
  Button,
  Checkbox,
  InputWrapper,
  MantineThemeComponent,
  Menu,
  Modal,
  MultiSelect,
  NumberInput,
  PasswordInput,
  SegmentedControl,
  Select,
  Switch,
  TagsInput,
  Textarea,
  TextInput,
  Tooltip,
} from '@mantine/core';
import { createTheme } from '@mantine/core';
import styles from './theme.module.css';

const field = { size: 'xs' };

/** As the component's own `extend`, which would bring the code of all of them to the first paint. */
function look<C extends { extend(input: never): unknown }>(given: Parameters<C['extend']>[0]): MantineThemeComponent {
  // The library's own function does no more; its type is that of the one component.
  return given as MantineThemeComponent;
}

/** Mantine in the colours and sizes of the design. */
export const theme = createTheme({
  primaryColor: 'petrol',
  primaryShade: { light: 7, dark: 6 },
  colors: {
    petrol: [
      '#e2f0f4',
      '#c6e0e8',
      '#9cc9d6',
      '#6fb2c5',
      '#62bcd5',
      '#2f8fab',
      '#1b7591',
      '#0b6a86',
      '#095871',
      '#06404f',
    ],
  },
  fontFamily: 'var(--q-font)',
  fontFamilyMonospace: 'var(--q-mono)',
  fontSizes: { xs: '12px', sm: '13px', md: '13px', lg: '14px', xl: '16px' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '3px', sm: '5px', md: '5px', lg: '8px', xl: '8px' },
  defaultRadius: 'sm',
  cursorType: 'default',
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    ActionIcon: look<typeof ActionIcon>({ defaultProps: { variant: 'subtle', size: 24, color: 'gray' } }),
    Autocomplete: look<typeof Autocomplete>({
      defaultProps: { ...field, comboboxProps: { transitionProps: { duration: 0 } } },
      classNames: { wrapper: styles.field ?? '', input: styles.input ?? '', dropdown: styles.popup ?? '' },
    }),
    Button: look<typeof Button>({
      defaultProps: { size: 'xs', variant: 'default' },
      classNames: { root: styles.button ?? '' },
    }),
    Checkbox: look<typeof Checkbox>({ defaultProps: { size: 'xs', radius: 'xs' } }),
    InputWrapper: look<typeof InputWrapper>({
      classNames: { label: styles.label ?? '', description: styles.hint ?? '', error: styles.error ?? '' },
    }),
    Menu: look<typeof Menu>({
      defaultProps: { shadow: 'none', transitionProps: { duration: 0 } },
      classNames: { dropdown: styles.popup ?? '' },
    }),
    Modal: look<typeof Modal>({
      defaultProps: {
        transitionProps: { duration: 0 },
        overlayProps: { blur: 0, color: 'var(--q-backdrop)', backgroundOpacity: 1 },
        padding: 16,
        radius: 'lg',
        lockScroll: false,
        // The dialog's own head is not the head of the page.
        attributes: { header: { role: 'none' } },
      },
      classNames: {
        content: styles.dialog ?? '',
        header: styles.dialogHeader ?? '',
        title: styles.dialogTitle ?? '',
        overlay: styles.overlay ?? '',
      },
    }),
    MultiSelect: look<typeof MultiSelect>({
      defaultProps: { ...field, comboboxProps: { transitionProps: { duration: 0 } } },
      classNames: {
        input: styles.input ?? '',
        inputField: styles.inputField ?? '',
        dropdown: styles.popup ?? '',
      },
    }),
    NumberInput: look<typeof NumberInput>({
      defaultProps: field,
      classNames: { wrapper: styles.field ?? '', input: styles.input ?? '' },
    }),
    PasswordInput: look<typeof PasswordInput>({
      defaultProps: field,
      classNames: { wrapper: styles.field ?? '', input: styles.input ?? '' },
    }),
    SegmentedControl: look<typeof SegmentedControl>({
      defaultProps: { size: 'xs', transitionDuration: 0 },
      classNames: { root: styles.segmented ?? '' },
    }),
    Select: look<typeof Select>({
      defaultProps: { ...field, allowDeselect: false, comboboxProps: { transitionProps: { duration: 0 } } },
      classNames: { wrapper: styles.field ?? '', input: styles.input ?? '', dropdown: styles.popup ?? '' },
    }),
    Switch: look<typeof Switch>({ defaultProps: { size: 'xs' } }),
    TagsInput: look<typeof TagsInput>({
      defaultProps: { ...field, comboboxProps: { transitionProps: { duration: 0 } } },
      classNames: {
        input: styles.input ?? '',
        inputField: styles.inputField ?? '',
        dropdown: styles.popup ?? '',
      },
    }),
    TextInput: look<typeof TextInput>({
      defaultProps: field,
      classNames: { wrapper: styles.field ?? '', input: styles.input ?? '' },
    }),
    Textarea: look<typeof Textarea>({ defaultProps: field, classNames: { input: styles.input ?? '' } }),
    Tooltip: look<typeof Tooltip>({ defaultProps: { openDelay: 400, transitionProps: { duration: 0 } } }),
  },
});
