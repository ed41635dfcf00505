import {
  ActionIcon,
  Autocomplete,
  Button,
  Checkbox,
  createTheme,
  InputWrapper,
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
import styles from './theme.module.css';

const field = { size: 'xs' };

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
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: 'subtle', size: 24, color: 'gray' } }),
    Autocomplete: Autocomplete.extend({
      defaultProps: { ...field, comboboxProps: { transitionProps: { duration: 0 } } },
      classNames: { wrapper: styles.field ?? '', input: styles.input ?? '', dropdown: styles.popup ?? '' },
    }),
    Button: Button.extend({
      defaultProps: { size: 'xs', variant: 'default' },
      classNames: { root: styles.button ?? '' },
    }),
    Checkbox: Checkbox.extend({ defaultProps: { size: 'xs', radius: 'xs' } }),
    InputWrapper: InputWrapper.extend({
      classNames: { label: styles.label ?? '', description: styles.hint ?? '', error: styles.error ?? '' },
    }),
    Menu: Menu.extend({
      defaultProps: { shadow: 'none', transitionProps: { duration: 0 } },
      classNames: { dropdown: styles.popup ?? '' },
    }),
    Modal: Modal.extend({
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
    MultiSelect: MultiSelect.extend({
      defaultProps: { ...field, comboboxProps: { transitionProps: { duration: 0 } } },
      classNames: {
        input: styles.input ?? '',
        inputField: styles.inputField ?? '',
        dropdown: styles.popup ?? '',
      },
    }),
    NumberInput: NumberInput.extend({
      defaultProps: field,
      classNames: { wrapper: styles.field ?? '', input: styles.input ?? '' },
    }),
    PasswordInput: PasswordInput.extend({
      defaultProps: field,
      classNames: { wrapper: styles.field ?? '', input: styles.input ?? '' },
    }),
    SegmentedControl: SegmentedControl.extend({
      defaultProps: { size: 'xs', transitionDuration: 0 },
      classNames: { root: styles.segmented ?? '' },
    }),
    Select: Select.extend({
      defaultProps: { ...field, allowDeselect: false, comboboxProps: { transitionProps: { duration: 0 } } },
      classNames: { wrapper: styles.field ?? '', input: styles.input ?? '', dropdown: styles.popup ?? '' },
    }),
    Switch: Switch.extend({ defaultProps: { size: 'xs' } }),
    TagsInput: TagsInput.extend({
      defaultProps: { ...field, comboboxProps: { transitionProps: { duration: 0 } } },
      classNames: {
        input: styles.input ?? '',
        inputField: styles.inputField ?? '',
        dropdown: styles.popup ?? '',
      },
    }),
    TextInput: TextInput.extend({
      defaultProps: field,
      classNames: { wrapper: styles.field ?? '', input: styles.input ?? '' },
    }),
    Textarea: Textarea.extend({ defaultProps: field, classNames: { input: styles.input ?? '' } }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 400, transitionProps: { duration: 0 } } }),
  },
});
