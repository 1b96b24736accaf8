/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-import-dialog.h"

#include <glib/gi18n.h>

#include "office-import-file.h"
#include "office-import-rows.h"

typedef enum { PAGE_CHOOSE, PAGE_READING, PAGE_TABLE, PAGE_PREVIEW, PAGE_PROGRESS, PAGE_REPORT } Page;

struct _OfficeImportDialog {
  AdwWindow parent_instance;

  OfficeSession *session;
  char *room; /* offered first; nullable */
  Page page;
  GCancellable *cancellable;
  OfficeImportFile *file;
  OfficeCsvField *fields; /* of file->csv */
  gboolean header;
  OfficeImporter *importer;
  GPtrArray *rooms; /* ids, of the rows of the chooser behind the first */
  GtkFileChooserNative *chooser;
  guint rebuild; /* source: the table's page is to be made anew */

  AdwStatusPage *choose_page;
  GtkWidget *choose_button;
  GtkWidget *cancel_button;
  GtkButton *next_button;
  GtkStack *stack;
  GtkSpinner *spinner;
  GtkBox *rows;
  GtkLabel *progress_label;
  GtkProgressBar *progress_bar;
  GtkDropTarget *drop_target;
  AdwComboRow *where_row; /* of the page that is shown; NULL: none */
  GtkWidget *name_row;
};

G_DEFINE_FINAL_TYPE (OfficeImportDialog, office_import_dialog, ADW_TYPE_WINDOW)

static void show_table (OfficeImportDialog *self);
static void show_preview (OfficeImportDialog *self, OfficeImport *import);

/* ---- pages ---- */

static void
set_page (OfficeImportDialog *self, Page page, const char *next)
{
  static const char *const names[] = { "choose", "reading", "rows", "rows", "progress", "rows" };

  self->page = page;
  gtk_stack_set_visible_child_name (self->stack, names[page]);
  gtk_spinner_set_spinning (self->spinner, page == PAGE_READING);
  gtk_widget_set_visible (GTK_WIDGET (self->next_button), next != NULL);
  if (next != NULL)
    gtk_button_set_label (self->next_button, next);
  gtk_widget_set_visible (self->cancel_button, page != PAGE_PROGRESS);
  gtk_button_set_label (GTK_BUTTON (self->cancel_button), page == PAGE_REPORT ? _ ("_Close") : _ ("_Cancel"));
  gtk_window_set_deletable (GTK_WINDOW (self), page != PAGE_PROGRESS);
}

static void
clear_rows (OfficeImportDialog *self)
{
  GtkWidget *child;

  self->where_row = NULL;
  self->name_row = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->rows))) != NULL)
    gtk_box_remove (self->rows, child);
}

static void
add_group (OfficeImportDialog *self, GtkWidget *group)
{
  if (group != NULL)
    gtk_box_append (self->rows, group);
}

static void
show_failure (OfficeImportDialog *self, const char *why)
{
  adw_status_page_set_icon_name (self->choose_page, "dialog-warning-symbolic");
  adw_status_page_set_title (self->choose_page, _ ("This File Cannot Be Imported"));
  adw_status_page_set_description (self->choose_page, why);
  set_page (self, PAGE_CHOOSE, NULL);
  gtk_widget_grab_focus (self->choose_button);
}

/* ---- the file ---- */

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (OfficeImportDialog) self = data;
  g_autoptr (GError) error = NULL;
  OfficeImportFile *file = office_import_file_read_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->session == NULL)
    {
      g_clear_pointer (&file, office_import_file_free);
      return;
    }
  if (file == NULL)
    {
      show_failure (self, error->message);
      return;
    }
  g_clear_pointer (&self->file, office_import_file_free);
  self->file = file;
  if (file->csv == NULL)
    {
      show_preview (self, g_steal_pointer (&file->import));
      return;
    }
  self->header = office_csv_guess_header (file->csv);
  g_free (self->fields);
  self->fields = office_csv_guess_fields (file->csv, self->header);
  show_table (self);
}

static void
on_chosen (OfficeImportDialog *self, int response)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT
                               ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser))
                               : NULL;

  g_clear_object (&self->chooser);
  if (file != NULL)
    office_import_dialog_read (self, file);
}

static void
on_choose (OfficeImportDialog *self)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_ ("Import Tasks"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_OPEN,
                                               NULL, NULL);
  gtk_file_filter_set_name (filter, _ ("Boards, tables and lists"));
  gtk_file_filter_add_suffix (filter, "json");
  gtk_file_filter_add_suffix (filter, "csv");
  gtk_file_filter_add_suffix (filter, "tsv");
  gtk_file_filter_add_suffix (filter, "txt");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), filter);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (on_chosen), self, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static gboolean
on_drop (GtkDropTarget *target, const GValue *value, double x, double y, OfficeImportDialog *self)
{
  if (self->page != PAGE_CHOOSE || !G_VALUE_HOLDS (value, G_TYPE_FILE))
    return FALSE;
  office_import_dialog_read (self, g_value_get_object (value));
  return TRUE;
}

/* ---- a table ---- */

static void
on_field_chosen (GObject *row, GParamSpec *pspec, OfficeImportDialog *self)
{
  const guint column = GPOINTER_TO_UINT (g_object_get_data (row, "column"));
  const OfficeCsvField field = (OfficeCsvField) adw_combo_row_get_selected (ADW_COMBO_ROW (row));
  gboolean any_title = FALSE;

  if (self->rebuild != 0)
    return;
  self->fields[column] = field;
  for (guint i = 0; i < self->file->csv->n_columns; i++)
    any_title |= self->fields[i] == OFFICE_CSV_TITLE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->next_button), any_title);
}

static gboolean
on_rebuild (gpointer data)
{
  OfficeImportDialog *self = data;

  self->rebuild = 0;
  show_table (self);
  return G_SOURCE_REMOVE;
}

/* The row that asks for it is one of those that go: GTK has to be done with it before. */
static void
show_table_later (OfficeImportDialog *self)
{
  g_free (self->fields);
  self->fields = office_csv_guess_fields (self->file->csv, self->header);
  if (self->rebuild == 0)
    self->rebuild = g_idle_add (on_rebuild, self);
}

static void
on_header_switched (GObject *control, GParamSpec *pspec, OfficeImportDialog *self)
{
  self->header = gtk_switch_get_active (GTK_SWITCH (control));
  show_table_later (self);
}

static const char delimiters[] = ",;\t|";

static void
on_delimiter_chosen (GObject *row, GParamSpec *pspec, OfficeImportDialog *self)
{
  const char delimiter = delimiters[adw_combo_row_get_selected (ADW_COMBO_ROW (row))];

  if (delimiter == self->file->csv->delimiter)
    return;
  office_csv_free (self->file->csv);
  self->file->csv = office_csv_parse (self->file->text, delimiter);
  show_table_later (self);
}

static const char *
get_cell (OfficeCsv *csv, guint row, guint column)
{
  const OfficeCsvRow *cells = row < csv->rows->len ? csv->rows->pdata[row] : NULL;

  return cells != NULL && column < cells->cells->len ? cells->cells->pdata[column] : "";
}

static GtkWidget *
make_file_group (OfficeImportDialog *self)
{
  const char *const names[] = { _ ("Comma"), _ ("Semicolon"), _ ("Tab"), _ ("Vertical line"), NULL };
  g_autoptr (GtkStringList) list = gtk_string_list_new (names);
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *delimiter = adw_combo_row_new ();
  GtkWidget *header = adw_action_row_new ();
  GtkWidget *control = gtk_switch_new ();
  g_autofree char *about = g_strdup_printf (
      g_dngettext (NULL, "%'u row, read as %s", "%'u rows, read as %s", self->file->csv->rows->len),
      self->file->csv->rows->len, self->file->encoding);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("The Table"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), about);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (delimiter), _ ("Between the Cells"));
  adw_combo_row_set_model (ADW_COMBO_ROW (delimiter), G_LIST_MODEL (list));
  adw_combo_row_set_selected (ADW_COMBO_ROW (delimiter),
                              (guint) (strchr (delimiters, self->file->csv->delimiter) - delimiters));
  g_signal_connect_object (delimiter, "notify::selected", G_CALLBACK (on_delimiter_chosen), self, G_CONNECT_AFTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (header), _ ("First Row Names the Columns"));
  gtk_switch_set_active (GTK_SWITCH (control), self->header);
  gtk_widget_set_valign (control, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("First Row Names the Columns"), -1);
  g_signal_connect_object (control, "notify::active", G_CALLBACK (on_header_switched), self, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (header), control);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (header), control);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), delimiter);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), header);
  return group;
}

static GtkWidget *
make_field_row (OfficeImportDialog *self, GtkStringList *names, guint column)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autofree char *number = g_strdup_printf (_ ("Column %u"), column + 1);
  const char *title = self->header ? get_cell (self->file->csv, 0, column) : number;
  g_autofree char *title_markup = g_markup_escape_text (*title != '\0' ? title : number, -1);
  g_autofree char *sample = g_strdelimit (g_strdup (get_cell (self->file->csv, self->header ? 1 : 0, column)), "\r\n",
                                          ' ');
  g_autofree char *sample_markup = NULL;

  if (g_utf8_strlen (sample, -1) > 60)
    *g_utf8_offset_to_pointer (sample, 60) = '\0';
  sample_markup = g_markup_escape_text (sample, -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title_markup);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), sample_markup);
  /* GTK 4.8 warns of a label that may be cut and is shorter than the dots. */
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), strlen (title_markup) > 12 ? 1 : 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), strlen (sample) > 12 ? 1 : 0);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (names));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), self->fields[column]);
  g_object_set_data (G_OBJECT (row), "column", GUINT_TO_POINTER (column));
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (on_field_chosen), self, 0);
  return row;
}

static void
show_table (OfficeImportDialog *self)
{
  GtkWidget *group = adw_preferences_group_new ();
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < OFFICE_CSV_N_FIELDS; i++)
    gtk_string_list_append (names, office_csv_field_get_name ((OfficeCsvField) i));
  clear_rows (self);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("What the Columns Are"));
  for (guint i = 0; i < self->file->csv->n_columns; i++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), make_field_row (self, names, i));
  add_group (self, make_file_group (self));
  add_group (self, group);
  set_page (self, PAGE_TABLE, _ ("_Continue"));
}

/* ---- what will come ---- */

static gboolean
is_ready (OfficeImportDialog *self)
{
  g_autofree char *name = NULL;

  if (adw_combo_row_get_selected (self->where_row) > 0)
    return TRUE;
  name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name_row))));
  return *name != '\0' && g_utf8_strlen (name, -1) <= 80;
}

static void
on_where_changed (OfficeImportDialog *self)
{
  if (self->page != PAGE_PREVIEW)
    return;
  gtk_widget_set_visible (self->name_row, adw_combo_row_get_selected (self->where_row) == 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->next_button), is_ready (self));
}

static GtkStringList *
list_rooms (OfficeImportDialog *self, guint *selected)
{
  GtkStringList *list = gtk_string_list_new (NULL);
  GListModel *rooms = office_session_get_rooms (self->session);

  *selected = 0;
  g_ptr_array_set_size (self->rooms, 0);
  gtk_string_list_append (list, _ ("A new room"));
  for (guint i = 0; i < g_list_model_get_n_items (rooms); i++)
    {
      g_autoptr (OfficeRoom) room = g_list_model_get_item (rooms, i);

      gtk_string_list_append (list, office_room_get_name (room));
      g_ptr_array_add (self->rooms, g_strdup (office_room_get_id (room)));
      if (g_strcmp0 (self->room, office_room_get_id (room)) == 0)
        *selected = i + 1;
    }
  return list;
}

static GtkWidget *
make_where_group (OfficeImportDialog *self, const char *name)
{
  GtkWidget *group = adw_preferences_group_new ();
  guint selected;
  g_autoptr (GtkStringList) rooms = list_rooms (self, &selected);
  g_autofree char *short_name = g_utf8_strlen (name, -1) > 80 ? g_utf8_substring (name, 0, 80) : g_strdup (name);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Where To"));
  self->where_row = ADW_COMBO_ROW (adw_combo_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->where_row), _ ("Room"));
  adw_combo_row_set_model (self->where_row, G_LIST_MODEL (rooms));
  adw_combo_row_set_selected (self->where_row, selected);
  self->name_row = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->name_row), _ ("Name of the New Room"));
  gtk_editable_set_text (GTK_EDITABLE (self->name_row), short_name);
  /* The row names itself, and not the text in it that has the focus. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_editable_get_delegate (GTK_EDITABLE (self->name_row))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Name of the New Room"), -1);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->where_row));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->name_row);
  g_signal_connect_object (self->where_row, "notify::selected", G_CALLBACK (on_where_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->name_row, "changed", G_CALLBACK (on_where_changed), self, G_CONNECT_SWAPPED);
  return group;
}

/* import: taken */
static void
show_preview (OfficeImportDialog *self, OfficeImport *import)
{
  const char *name = import->name != NULL && *import->name != '\0' ? import->name : self->file->name;

  g_clear_object (&self->importer);
  self->importer = office_importer_new (self->session, import);
  clear_rows (self);
  add_group (self, make_where_group (self, name));
  add_group (self, office_import_rows_new_counts (self->importer));
  add_group (self, office_import_rows_new_problems (import));
  add_group (self, office_import_rows_new_tasks (import));
  set_page (self, PAGE_PREVIEW, _ ("_Import"));
  on_where_changed (self);
}

/* ---- making it ---- */

static void
show_report (OfficeImportDialog *self)
{
  OfficeImport *import = office_importer_get_import (self->importer);
  const guint n = office_importer_get_n_made (self->importer);
  g_autofree char *title = g_strdup_printf (g_dngettext (NULL, "%'u task imported", "%'u tasks imported", n), n);
  GtkWidget *page = adw_status_page_new ();

  clear_rows (self);
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), n > 0 ? "emblem-ok-symbolic" : "dialog-warning-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), title);
  adw_status_page_set_description (ADW_STATUS_PAGE (page), import->problems->len > 0
                                                               ? _ ("Some of it is different from what it was:")
                                                               : _ ("Nothing was left out."));
  gtk_widget_add_css_class (page, "compact");
  add_group (self, page);
  add_group (self, office_import_rows_new_problems (import));
  set_page (self, PAGE_REPORT, office_importer_get_room (self->importer) != NULL ? _ ("_Open Room") : NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->next_button), TRUE);
  gtk_widget_grab_focus (gtk_widget_get_visible (GTK_WIDGET (self->next_button)) ? GTK_WIDGET (self->next_button)
                                                                                 : self->cancel_button);
}

static void
on_progress (OfficeImportDialog *self)
{
  const guint done = office_importer_get_done (self->importer), total = office_importer_get_total (self->importer);
  /* Translators: how many of how many */
  g_autofree char *text = g_strdup_printf (_ ("%u of %u"), done, total);

  gtk_label_set_text (self->progress_label, text);
  gtk_progress_bar_set_fraction (self->progress_bar, total > 0 ? (double) done / total : 0);
}

static void
start (OfficeImportDialog *self)
{
  const guint chosen = adw_combo_row_get_selected (self->where_row);
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name_row))));

  set_page (self, PAGE_PROGRESS, NULL);
  g_signal_connect_object (self->importer, "notify::done", G_CALLBACK (on_progress), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->importer, "finished", G_CALLBACK (show_report), self, G_CONNECT_SWAPPED);
  if (chosen > 0)
    office_importer_start (self->importer, self->rooms->pdata[chosen - 1]);
  else
    office_importer_start_in_new (self->importer, name);
}

static void
on_stop (OfficeImportDialog *self)
{
  if (self->importer != NULL)
    office_importer_stop (self->importer);
}

static void
open_room (OfficeImportDialog *self)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  g_autofree char *room = g_strdup (office_importer_get_room (self->importer));

  gtk_window_close (GTK_WINDOW (self));
  if (parent == NULL || room == NULL)
    return;
  gtk_widget_activate_action (GTK_WIDGET (parent), "win.open-room", "s", room);
  gtk_widget_activate_action (GTK_WIDGET (parent), "win.show-tasks", NULL);
}

static void
on_next (OfficeImportDialog *self)
{
  switch (self->page)
    {
    case PAGE_TABLE:
      if (self->rebuild != 0)
        break;
      show_preview (self, office_csv_to_import (self->file->csv, self->fields, self->header,
                                                office_csv_guess_order (self->file->csv, self->fields, self->header)));
      break;
    case PAGE_PREVIEW:
      start (self);
      break;
    case PAGE_REPORT:
      open_room (self);
      break;
    case PAGE_CHOOSE:
    case PAGE_READING:
    case PAGE_PROGRESS:
    default:
      break;
    }
}

static void
on_cancel (OfficeImportDialog *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

/* ---- overrides ---- */

static void
office_import_dialog_dispose (GObject *object)
{
  OfficeImportDialog *self = OFFICE_IMPORT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->rebuild, g_source_remove);
  if (self->importer != NULL)
    g_signal_handlers_disconnect_by_data (self->importer, self);
  g_clear_object (&self->importer);
  g_clear_object (&self->chooser);
  g_clear_object (&self->session);
  g_clear_pointer (&self->file, office_import_file_free);

  G_OBJECT_CLASS (office_import_dialog_parent_class)->dispose (object);
}

static void
office_import_dialog_finalize (GObject *object)
{
  OfficeImportDialog *self = OFFICE_IMPORT_DIALOG (object);

  g_object_unref (self->cancellable);
  g_ptr_array_unref (self->rooms);
  g_free (self->fields);
  g_free (self->room);

  G_OBJECT_CLASS (office_import_dialog_parent_class)->finalize (object);
}

static void
office_import_dialog_class_init (OfficeImportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = office_import_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = office_import_dialog_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Office/office-import-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, OfficeImportDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, OfficeImportDialog, choose_button);
  gtk_widget_class_bind_template_child (widget_class, OfficeImportDialog, choose_page);
  gtk_widget_class_bind_template_child (widget_class, OfficeImportDialog, drop_target);
  gtk_widget_class_bind_template_child (widget_class, OfficeImportDialog, next_button);
  gtk_widget_class_bind_template_child (widget_class, OfficeImportDialog, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, OfficeImportDialog, progress_label);
  gtk_widget_class_bind_template_child (widget_class, OfficeImportDialog, rows);
  gtk_widget_class_bind_template_child (widget_class, OfficeImportDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, OfficeImportDialog, stack);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel);
  gtk_widget_class_bind_template_callback (widget_class, on_choose);
  gtk_widget_class_bind_template_callback (widget_class, on_drop);
  gtk_widget_class_bind_template_callback (widget_class, on_next);
  gtk_widget_class_bind_template_callback (widget_class, on_stop);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static gboolean
on_close_request (OfficeImportDialog *self)
{
  /* What is being made can be stopped, and says then how far it came. */
  return self->page == PAGE_PROGRESS;
}

static void
office_import_dialog_init (OfficeImportDialog *self)
{
  const GType type = G_TYPE_FILE;

  self->cancellable = g_cancellable_new ();
  self->rooms = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drop_target_set_gtypes (self->drop_target, (GType *) &type, 1);
  g_signal_connect (self, "close-request", G_CALLBACK (on_close_request), NULL);
}

/* ---- public ---- */

/**
 * office_import_dialog_new:
 * @session: the office
 * @room: (nullable): the room that is offered first; %NULL: a new one
 *
 * Returns: (transfer floating): a dialog
 */
GtkWidget *
office_import_dialog_new (OfficeSession *session, const char *room)
{
  OfficeImportDialog *self;

  g_return_val_if_fail (OFFICE_IS_SESSION (session), NULL);

  self = g_object_new (OFFICE_TYPE_IMPORT_DIALOG, NULL);
  self->session = g_object_ref (session);
  self->room = g_strdup (room);
  return GTK_WIDGET (self);
}

/**
 * office_import_dialog_read:
 * @self: the dialog
 * @file: a file
 *
 * Reads it and goes on to the next page.
 */
void
office_import_dialog_read (OfficeImportDialog *self, GFile *file)
{
  g_return_if_fail (OFFICE_IS_IMPORT_DIALOG (self));

  set_page (self, PAGE_READING, NULL);
  office_import_file_read_async (file, self->cancellable, on_read, g_object_ref (self));
}
