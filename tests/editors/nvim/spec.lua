-- nvim --headless --clean -u NONE -l spec.lua ROOT DESK, with the server on the path as `copydesk`
local root, desk = unpack(_G.arg)

local function read(path)
  local file = assert(io.open(path, 'rb'))
  local text = file:read('a')
  file:close()
  return text
end

local scenario = vim.json.decode(read(root .. '/tests/editors/scenario.json'))
local story = vim.fs.joinpath(desk, scenario.draft)

local function check(what, run)
  local held, why = xpcall(run, debug.traceback)
  io.write(held and 'ok - ' or 'not ok - ', what, '\n')
  if not held then
    io.write(why, '\n')
    os.exit(1)
  end
end

local function eventually(what, condition)
  assert(vim.wait(60000, condition, 10), 'not in time: ' .. what)
end

local function equal(got, wanted)
  assert(vim.deep_equal(got, wanted), ('%s instead of %s'):format(vim.inspect(got), vim.inspect(wanted)))
end

local function contains(text, parts)
  for _, part in ipairs(parts) do
    assert(text:find(part, 1, true), part .. ' is not in: ' .. text)
  end
end

--- The Lua of the readme's blocks, with the paths that a user fills in.
local blocks = {}
for block in read(root .. '/editors/nvim/README.md'):gmatch('```lua\n(.-)```') do
  block = block:gsub('/path/to/copydesk', root)
  table.insert(blocks, block)
end
local START, LAZY, SETTINGS = 1, 2, 3

local original

local function line(number) return vim.api.nvim_buf_get_lines(0, number, number + 1, true)[1] end

local function marks() return vim.diagnostic.get(0) end

local function mark(finding)
  return vim.tbl_filter(function(d) return d.code == finding.code end, marks())[1]
end

local function client() return vim.lsp.get_clients({ bufnr = 0, name = 'copydesk' })[1] end

local function at(finding) vim.api.nvim_win_set_cursor(0, { finding.line + 1, finding.utf8[1] + 1 }) end

local function fixed(finding)
  local before = finding.original:sub(1, finding.utf8[1])
  return before .. finding.fix .. finding.original:sub(finding.utf8[2] + 1)
end

--- The marks are those of the scenario, `down` lines further down, and no others.
local function all_marked(down)
  eventually('the marks of the scenario', function()
    return #marks() == #scenario.findings and vim.iter(scenario.findings):all(function(finding)
      local found = mark(finding)
      return found and found.lnum == finding.line + down
    end)
  end)
end

--- The draft as it was at first.
local function restore()
  vim.api.nvim_buf_set_lines(0, 0, -1, true, original)
  all_marked(0)
end

local function stop()
  vim.lsp.enable('copydesk', false)
  eventually('no client', function() return #vim.lsp.get_clients() == 0 end)
end

local function keys()
  return vim.iter({ 'n', 'i', 'x', 'o' }):map(vim.api.nvim_get_keymap):flatten():map(function(map) return map.lhs end):totable()
end

vim.cmd('filetype on')
local before = keys()
assert(loadstring(blocks[START]))()
vim.cmd.edit(vim.fn.fnameescape(story))
original = vim.api.nvim_buf_get_lines(0, 0, -1, true)
for _, finding in ipairs(scenario.findings) do
  finding.original = line(finding.line)
end
io.write('# Neovim ', tostring(vim.version()), '\n')

check('the readme\'s configuration is found and starts the server in the drafts\' folder', function()
  eventually('a client', function() return client() and client().initialized end)
  equal(client().config.cmd, { 'copydesk', 'lsp' })
  equal(client().root_dir, desk)
  equal(client().offset_encoding, 'utf-8')
  equal(vim.bo.fileformat, 'dos')
end)

check('no key is mapped', function() equal(keys(), before) end)

check('marks stand under the words, behind an emoji and before CRLF, with code, severity and message', function()
  all_marked(0)
  for _, finding in ipairs(scenario.findings) do
    local found = mark(finding)
    equal({ found.lnum, found.col, found.end_lnum, found.end_col },
      { finding.line, finding.utf8[1], finding.line, finding.utf8[2] })
    equal(line(found.lnum):sub(found.col + 1, found.end_col), finding.words)
    equal(found.severity, vim.lsp.protocol.DiagnosticSeverity[finding.severity:gsub('^%l', string.upper)])
    equal(found.source, 'copydesk')
    contains(found.message, finding.message)
  end
end)

check('the hover cites the sources', function()
  for _, finding in ipairs(scenario.findings) do
    at(finding)
    vim.lsp.buf.hover()
    local float
    eventually('a hover', function()
      float = vim.iter(vim.api.nvim_list_wins()):find(function(window)
        return vim.api.nvim_win_get_config(window).relative ~= ''
      end)
      return float
    end)
    local shown = vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(float), 0, -1, false)
    contains(table.concat(shown, '\n'), finding.hover)
    vim.api.nvim_win_close(float, true)
  end
end)

check('go to definition leads to the passage', function()
  for _, finding in ipairs(scenario.findings) do
    at(finding)
    local found
    vim.lsp.buf.definition({ on_list = function(list) found = list.items end })
    eventually('a definition', function() return found end)
    local report = vim.fs.joinpath(desk, finding.definition.report)
    assert(vim.iter(found):any(function(item)
      return item.filename == report and item.lnum == finding.definition.line + 1
    end), vim.inspect(found))
  end
end)

check('each fix changes its words and nothing else, and its mark goes', function()
  for _, finding in ipairs(scenario.findings) do
    at(finding)
    vim.lsp.buf.code_action({ apply = true, filter = function(action) return action.isPreferred end })
    eventually('the fix of ' .. finding.code, function() return line(finding.line) == fixed(finding) end)
    eventually('no mark of ' .. finding.code, function() return not mark(finding) end)
  end
  equal(#marks(), 0)
  restore()
end)

--- Saves right behind a key, as an editor does that asks for code actions first, and gives what was offered.
local function save(typed)
  local offered = {}
  local group = vim.api.nvim_create_augroup('save', {})
  vim.api.nvim_create_autocmd('BufWritePre', {
    group = group,
    callback = function()
      for _, kind in ipairs({ 'source.organizeImports', 'source.fixAll', 'source' }) do
        local params = vim.lsp.util.make_range_params(0, client().offset_encoding)
        params.context = { only = { kind }, diagnostics = {}, triggerKind = 2 }
        local answer, why = client():request_sync('textDocument/codeAction', params, 1000, 0)
        offered[kind] = assert(answer, ('%s is not answered at once: %s'):format(kind, why)).result
      end
    end,
  })
  vim.api.nvim_buf_set_lines(0, -1, -1, true, typed)
  vim.cmd('silent write')
  vim.api.nvim_del_augroup_by_id(group)
  return offered
end

check('saving is not held up by code actions, and mends nothing that was not asked for', function()
  local offered = save({ 'More to come.' })
  equal(offered['source.organizeImports'], {})
  equal(#offered['source.fixAll'], 1)
  equal(#offered['source'], 1)
  for _, finding in ipairs(scenario.findings) do
    equal(line(finding.line), finding.original)
  end
end)

check('fix all mends figures and no quotation; the file keeps its emoji and its CRLF', function()
  local wanted = read(story)
  vim.lsp.buf.code_action({ apply = true, context = { only = { 'source.fixAll.copydesk' }, diagnostics = {} } })
  for _, finding in ipairs(scenario.findings) do
    local mended = vim.startswith(finding.code, 'figure/') and fixed(finding) or finding.original
    eventually('fix all', function() return line(finding.line) == mended end)
    local from, to = wanted:find(finding.original, 1, true)
    wanted = wanted:sub(1, from - 1) .. mended .. wanted:sub(to + 1)
  end
  vim.cmd('silent write')
  equal(read(story), wanted)
  restore()
end)

check('a severity of `off` takes a mark away without a restart, and it comes back', function()
  local attached = client()
  local off = scenario.findings[1]
  for _, severity in ipairs({ 'off', off.severity }) do
    attached.settings = { copydesk = { severities = { [off.code] = severity } } }
    attached:notify('workspace/didChangeConfiguration', { settings = attached.settings })
    eventually(severity, function() return (mark(off) == nil) == (severity == 'off') end)
    assert(mark(scenario.findings[2]), 'the other mark is gone, too')
  end
end)

check('after a restart nothing stale is marked', function()
  stop()
  equal(marks(), {})
  vim.lsp.enable('copydesk')
  all_marked(0)
  vim.api.nvim_buf_set_lines(0, 0, 0, true, { 'A new line above.', '' })
  all_marked(2)
  vim.api.nvim_buf_set_lines(0, 0, 2, true, {})
  all_marked(0)
end)

check('after a crash nothing stale is marked', function()
  local process = vim.iter(vim.api.nvim_get_proc_children(vim.fn.getpid())):find(function(child)
    return vim.api.nvim_get_proc(child).name:find('^copydesk')
  end)
  vim.uv.kill(process, 'sigkill')
  eventually('no client', function() return #vim.lsp.get_clients() == 0 end)
  eventually('no marks', function() return #marks() == 0 end)
  vim.cmd.doautocmd('FileType')
  all_marked(0)
end)

check('saving a draft of 10,000 words is not held up either', function()
  local paragraph = line(4)
  local long = {}
  for _ = 1, 10000 / #vim.split(paragraph, ' ') do
    vim.list_extend(long, { paragraph, '' })
  end
  save(long)
  save({ 'More to come.' })
  restore()
end)

local function checkhealth()
  vim.cmd('silent checkhealth copydesk')
  local said = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, true), '\n')
  vim.cmd('silent bwipeout')
  return said
end

check(':checkhealth says what runs, on what, with which reports', function()
  local version = vim.trim(vim.system({ 'copydesk', '--version' }):wait().stdout)
  local said = checkhealth()
  contains(said, {
    'OK Neovim ' .. tostring(vim.version()),
    ('OK %s is %s'):format(vim.fn.exepath('copydesk'), version),
    'OK Checked by copydesk',
    'OK Configured by ' .. vim.fs.joinpath(desk, 'copydesk.toml'),
    'OK 2 report(s) in ' .. vim.fs.joinpath(desk, 'reports'),
    #scenario.findings .. ' problem(s) in the draft',
  })
  assert(not said:find('WARNING') and not said:find('ERROR'), said)
end)

check(':checkhealth finds what is missing and says what to do', function()
  vim.cmd.edit(vim.fn.fnameescape(vim.env.HOME .. '/elsewhere.txt'))
  eventually('a client', function() return client() and client().initialized end)
  contains(checkhealth(), { 'WARNING No copydesk.toml above the draft', 'corpus = ["reports"]' })
  vim.cmd('silent bwipeout')

  stop()
  contains(checkhealth(), { 'WARNING Not enabled', "vim.lsp.enable('copydesk')", 'WARNING Not checked by copydesk' })

  local program = vim.lsp.config.copydesk.cmd
  vim.lsp.config('copydesk', { cmd = { 'copydesk-2', 'lsp' } })
  contains(checkhealth(), { 'ERROR `copydesk-2` is not a program on the path', 'cargo install' })
  vim.lsp.config('copydesk', { cmd = { 'false', 'lsp' } })
  contains(checkhealth(), { 'does not run: exit status 1', '--version' })
  vim.lsp.config('copydesk', { cmd = program })
end)

check(':help copydesk is found, and all it refers to', function()
  local docs = vim.env.HOME .. '/plugin/doc'
  vim.fn.mkdir(docs, 'p')
  assert(vim.uv.fs_copyfile(root .. '/editors/nvim/doc/copydesk.txt', docs .. '/copydesk.txt'))
  vim.cmd.helptags(docs)
  vim.opt.runtimepath:append(vim.fs.dirname(docs))
  vim.cmd('silent help copydesk')
  equal(vim.api.nvim_buf_get_name(0), docs .. '/copydesk.txt')
  for _, text in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, true)) do
    for tag in text:gmatch('|(%S-)|') do
      vim.cmd('silent help ' .. tag)
    end
  end
  vim.cmd('silent helpclose')
end)

check('the readme\'s settings are what the server takes', function()
  assert(loadstring(blocks[SETTINGS]))()
  local complaint
  vim.lsp.handlers['window/showMessage'] = function(_, result) complaint = result.message end
  vim.lsp.enable('copydesk')
  all_marked(0)
  equal(client().settings.copydesk.severities, { ['quote/unattested'] = 'off' })
  equal(complaint, nil)
end)

check('the readme\'s lazy.nvim spec enables it', function()
  stop()
  vim.opt.runtimepath:remove(root .. '/editors/nvim')
  equal(vim.api.nvim_get_runtime_file('lsp/copydesk.lua', true), {})
  local spec = assert(loadstring(blocks[LAZY]))()
  spec.config({ dir = root })
  equal(vim.api.nvim_get_runtime_file('lsp/copydesk.lua', true), { root .. '/editors/nvim/lsp/copydesk.lua' })
  all_marked(0)
end)

check('the server ends when it is stopped', function()
  stop()
  equal(vim.api.nvim_get_proc_children(vim.fn.getpid()), {})
end)
