/** The fields of an account. */
export const accountFields = {
  email: 'E-mail',
  password: 'Password',
  newPassword: 'New password',
  showPassword: 'Show the password',
  preferredName: 'What shall we call you?',
  preferredNameHint: 'Any name you like. It need not be the one on your papers.',
  name: 'Name',
  language: 'Language',
};
