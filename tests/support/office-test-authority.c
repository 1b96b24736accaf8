/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-test-authority.h"

#include <gnutls/gnutls.h>
#include <gnutls/x509.h>

#define FROM  G_GINT64_CONSTANT (1577836800) /* 2020 */
#define UNTIL G_GINT64_CONSTANT (2493072000) /* 2049 */

typedef struct {
  gnutls_x509_privkey_t key;
  gnutls_x509_crt_t certificate;
} Signed;

struct _OfficeTestAuthority {
  Signed root, between;
  guint8 serial;
};

#define MUST(call) g_assert_cmpint ((call), >=, 0)

static void
begin (OfficeTestAuthority *self, Signed *made, const char *name, gint64 from, gint64 until)
{
  guint8 serial = ++self->serial;

  MUST (gnutls_x509_privkey_init (&made->key));
  MUST (gnutls_x509_privkey_generate2 (made->key, GNUTLS_PK_ECDSA, GNUTLS_CURVE_TO_BITS (GNUTLS_ECC_CURVE_SECP256R1), 0,
                                       NULL, 0));
  MUST (gnutls_x509_crt_init (&made->certificate));
  MUST (gnutls_x509_crt_set_version (made->certificate, 3));
  MUST (gnutls_x509_crt_set_serial (made->certificate, &serial, 1));
  MUST (gnutls_x509_crt_set_activation_time (made->certificate, from));
  MUST (gnutls_x509_crt_set_expiration_time (made->certificate, until));
  MUST (gnutls_x509_crt_set_dn_by_oid (made->certificate, GNUTLS_OID_X520_COMMON_NAME, 0, name, strlen (name)));
  MUST (gnutls_x509_crt_set_key (made->certificate, made->key));
}

static void
make_authority (OfficeTestAuthority *self, Signed *made, const char *name, Signed *by)
{
  begin (self, made, name, FROM, UNTIL);
  MUST (gnutls_x509_crt_set_basic_constraints (made->certificate, 1, -1));
  MUST (gnutls_x509_crt_set_key_usage (made->certificate, GNUTLS_KEY_KEY_CERT_SIGN));
  MUST (gnutls_x509_crt_sign2 (made->certificate, by->certificate, by->key, GNUTLS_DIG_SHA256, 0));
}

static void
clear (Signed *made)
{
  gnutls_x509_crt_deinit (made->certificate);
  gnutls_x509_privkey_deinit (made->key);
}

OfficeTestAuthority *
office_test_authority_new (void)
{
  OfficeTestAuthority *self = g_new0 (OfficeTestAuthority, 1);

  make_authority (self, &self->root, "Test Root", &self->root);
  make_authority (self, &self->between, "Test Between", &self->root);
  return self;
}

void
office_test_authority_free (OfficeTestAuthority *self)
{
  clear (&self->root);
  clear (&self->between);
  g_free (self);
}

static void
append_certificate (GString *text, gnutls_x509_crt_t certificate)
{
  gnutls_datum_t pem;

  MUST (gnutls_x509_crt_export2 (certificate, GNUTLS_X509_FMT_PEM, &pem));
  g_string_append_len (text, (const char *) pem.data, pem.size);
  gnutls_free (pem.data);
}

static void
write_text (const char *path, const char *text)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

GTlsDatabase *
office_test_authority_make_database (OfficeTestAuthority *self, const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "root.pem", NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  GTlsDatabase *database;

  append_certificate (text, self->root.certificate);
  write_text (path, text->str);
  database = g_tls_file_database_new (path, &error);
  g_assert_no_error (error);
  return database;
}

static void
add_host (gnutls_x509_crt_t certificate, const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  if (address != NULL)
    MUST (gnutls_x509_crt_set_subject_alt_name (certificate, GNUTLS_SAN_IPADDRESS, g_inet_address_to_bytes (address),
                                                g_inet_address_get_native_size (address), GNUTLS_FSAN_APPEND));
  else
    MUST (gnutls_x509_crt_set_subject_alt_name (certificate, GNUTLS_SAN_DNSNAME, host, strlen (host),
                                                GNUTLS_FSAN_APPEND));
}

void
office_test_authority_sign (OfficeTestAuthority *self, const char *hosts, gint64 from, gint64 until,
                            const char *certificate_path, const char *key_path)
{
  g_auto (GStrv) names = g_strsplit (hosts, ",", -1);
  g_autoptr (GString) text = g_string_new (NULL);
  gnutls_datum_t key;
  Signed made;

  begin (self, &made, "Test Host", from, until);
  for (guint i = 0; names[i] != NULL; i++)
    add_host (made.certificate, names[i]);
  MUST (gnutls_x509_crt_set_basic_constraints (made.certificate, 0, -1));
  MUST (gnutls_x509_crt_set_key_usage (made.certificate, GNUTLS_KEY_DIGITAL_SIGNATURE));
  MUST (gnutls_x509_crt_set_key_purpose_oid (made.certificate, GNUTLS_KP_TLS_WWW_SERVER, 0));
  MUST (gnutls_x509_crt_sign2 (made.certificate, self->between.certificate, self->between.key, GNUTLS_DIG_SHA256, 0));
  append_certificate (text, made.certificate);
  append_certificate (text, self->between.certificate);
  MUST (gnutls_x509_privkey_export2_pkcs8 (made.key, GNUTLS_X509_FMT_PEM, NULL, GNUTLS_PKCS_PLAIN, &key));
  write_text (certificate_path, text->str);
  g_string_truncate (text, 0);
  g_string_append_len (text, (const char *) key.data, key.size);
  gnutls_free (key.data);
  write_text (key_path, text->str);
  clear (&made);
}
