/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* An authority of the test's own that signs certificates, through another between: what browsers know, as far as a test goes. */
typedef struct _OfficeTestAuthority OfficeTestAuthority;

OfficeTestAuthority *office_test_authority_new (void);
void office_test_authority_free (OfficeTestAuthority *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OfficeTestAuthority, office_test_authority_free)

GTlsDatabase *office_test_authority_make_database (OfficeTestAuthority *self, const char *folder); /* that trusts it alone; full */

/*
 * A new key and a certificate with its chain for these hosts (names and addresses, with commas between), in two PEM files.
 * Times are seconds since 1970.
 */
void office_test_authority_sign (OfficeTestAuthority *self, const char *hosts, gint64 from, gint64 until,
                                 const char *certificate_path, const char *key_path);

G_END_DECLS
