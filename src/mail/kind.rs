//! What letters are about.

use crate::base::text_enum;

text_enum! {
    /// What a letter is about. Each kind has one text per language.
    pub enum Kind {
        /// Somebody signed up with this address.
        VerifyAddress = "verify_address",
        /// Somebody signed up with an address that has an account.
        AlreadyRegistered = "already_registered",
        /// Somebody asked for a new password.
        ResetPassword = "reset_password",
        /// The password was changed and all sign-ins were ended.
        PasswordChanged = "password_changed",
        /// The operator closed the account and ended its sign-ins.
        AccountClosed = "account_closed",
        /// Their data was erased because they asked for it: the last letter.
        AccountErased = "account_erased",
        /// The operator opened it again.
        AccountReopened = "account_reopened",
        /// Somebody signed in on a device that was not known.
        NewDevice = "new_device",
        /// A second factor was added or removed, or a recovery code used.
        SignInChanged = "sign_in_changed",
        /// Somebody is invited to be staff.
        Invitation = "invitation",
        /// Anything else that waits behind the sign-in.
        SomethingToRead = "something_to_read",
        /// A booking or sign-in was made, changed or cancelled, or is near.
        Appointment = "appointment",
        /// How far the audit log has come, to be kept outside of the house.
        Sealed = "sealed",
        /// The server could not back itself up.
        NotBackedUp = "not_backed_up",
        /// The disk of the data has too little room.
        DiskLow = "disk_low",
        /// The machine's clock was set while the server ran.
        ClockSet = "clock_set",
    }
}
