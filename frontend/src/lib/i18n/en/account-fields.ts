/** The fields of an account. */
export const accountFields = {
  email: 'E-mail',
  emailHint: 'Our e-mails never name the programme.',
  password: 'Password',
  newPassword: 'New password',
  passwordHint:
    'At least 15 characters, or 8 Chinese ones. A few words of your own are good, like “granny keeps a tabby by the door”; think of others.',
  showPassword: 'Show the password',
  preferredName: 'What shall we call you?',
  preferredNameHint: 'Any name you like. It need not be the one on your papers.',
  name: 'Name',
  language: 'Language',
};
